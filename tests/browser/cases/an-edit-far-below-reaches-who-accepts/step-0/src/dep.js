export { nested } from "./nested";
export const label = "dep";
console.log("dep runs");
