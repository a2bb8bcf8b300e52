import { value } from "./b";
export const seen = () => value;
export const name = "a";
console.log(`a sees ${value}`);
