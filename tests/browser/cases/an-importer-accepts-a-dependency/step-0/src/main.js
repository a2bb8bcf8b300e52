import { name } from "./dep";
console.log("main runs");
console.log(`dep is ${name}`);
import.meta.hot.accept("./dep", (dep) => console.log(`accepted ${dep.name}`));
