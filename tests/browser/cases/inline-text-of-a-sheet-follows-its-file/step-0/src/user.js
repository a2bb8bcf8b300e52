import text from "./part.css?inline";
console.log(/\dpx/.exec(text)[0]);
import.meta.hot.accept();
