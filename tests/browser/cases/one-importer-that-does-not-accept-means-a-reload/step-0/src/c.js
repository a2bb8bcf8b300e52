import { value } from "./d";
document.querySelector("#text").textContent = value;
