import { value } from "./part";
import * as part from "./part";
import * as barrel from "./barrel";
import { renamed } from "./barrel";
console.log("main runs");
window.read = () => console.log(`${value} ${part.value} ${barrel.value} ${renamed}`);
window.read();
