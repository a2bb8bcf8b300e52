import { part } from "./part";
postMessage(`worker one with ${part}`);
