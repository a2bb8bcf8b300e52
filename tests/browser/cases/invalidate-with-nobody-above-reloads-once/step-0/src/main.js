import "./child";
