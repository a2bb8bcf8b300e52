import { leaf } from "./leaf";
export const b = `b${leaf}`;
console.log(`b sees ${leaf}`);
