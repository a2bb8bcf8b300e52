import "./leaf";
