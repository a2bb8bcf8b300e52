import { say } from "./say";
const show = async (say) => (document.querySelector("#text").textContent = await say());
show(say);
import.meta.hot.accept("./say", (again) => show(again.say));
