import "./lazy.css";
