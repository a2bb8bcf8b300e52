import { seen } from "./a";
const show = (value) => {
  document.querySelector("#text").textContent = value;
  console.log(`main sees ${value}`);
};
show(seen());
import.meta.hot.accept("./a", (a) => show(a.seen()));
