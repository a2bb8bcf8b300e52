import { text } from "./part";
document.querySelector("#text").textContent = text;
