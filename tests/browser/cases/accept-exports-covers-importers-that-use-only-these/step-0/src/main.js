import { a } from "./part";
console.log(`main uses ${a}`);
