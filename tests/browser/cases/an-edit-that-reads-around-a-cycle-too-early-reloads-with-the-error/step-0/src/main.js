import { text } from "./top";
console.log(text());
import.meta.hot.accept();
