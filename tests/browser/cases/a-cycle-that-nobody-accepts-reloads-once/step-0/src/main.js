import { say } from "./b";
console.log(say());
