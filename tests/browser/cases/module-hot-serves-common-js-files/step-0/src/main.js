import "./foo";
