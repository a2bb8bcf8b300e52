import { title } from "./top";
import { named } from "./leaf";
console.log(`${named}: ${title}`);
import.meta.hot.accept();
