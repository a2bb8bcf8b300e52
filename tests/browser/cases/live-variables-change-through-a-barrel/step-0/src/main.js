import "./user";
