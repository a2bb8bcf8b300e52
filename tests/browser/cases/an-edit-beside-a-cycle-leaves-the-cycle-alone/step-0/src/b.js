import { a } from "./a";
export const b = () => a;
console.log("ring b");
