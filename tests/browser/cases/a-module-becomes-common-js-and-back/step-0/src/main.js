import { value } from "./dep.js";
import * as all from "./dep.js";
console.log(`value ${value}`);
window.read = () => `${value} of ${Object.keys(all).sort().join(", ")}`;
import.meta.hot.accept();
