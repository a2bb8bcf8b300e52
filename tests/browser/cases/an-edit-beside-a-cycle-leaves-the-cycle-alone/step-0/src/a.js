import { b } from "./b";
export const a = () => b;
console.log("ring a");
