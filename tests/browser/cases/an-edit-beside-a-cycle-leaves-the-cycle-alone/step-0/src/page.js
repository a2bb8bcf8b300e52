import { a } from "./a";
import { value } from "./part";
a();
console.log(`main ${value}`);
import.meta.hot.accept();
