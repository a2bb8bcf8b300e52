import { a, b } from "./part";
console.log(`main uses ${a} ${b}`);
