import "./parent";
