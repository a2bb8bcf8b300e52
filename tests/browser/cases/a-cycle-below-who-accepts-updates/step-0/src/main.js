import { say } from "./b";
console.log(say());
import.meta.hot.accept("./b", (b) => console.log(b.say()));
