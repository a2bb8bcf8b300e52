import { data } from "./data";
console.log(`user sees ${data}`);
import.meta.hot.accept();
