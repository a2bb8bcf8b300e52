import "./page";
globalThis.load = () => import("./late");
