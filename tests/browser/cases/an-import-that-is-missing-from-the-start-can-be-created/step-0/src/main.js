import { text } from "./missing.js";
const show = (text) => (document.querySelector("#text").textContent = text);
show(text);
import.meta.hot.accept("./missing.js", (next) => show(next.text));
