import { leaf } from "./leaf";
import { b } from "./b";
console.log(`a sees ${leaf} ${b}`);
