import "./part";
