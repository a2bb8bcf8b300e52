export { text } from "./leaf";
export const name = "top";
