import "./slow";
