import { count, plus } from "./barrel";
console.log(String(count));
plus();
console.log(String(count));
import.meta.hot.accept();
