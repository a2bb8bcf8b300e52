import whole from "./whole.cjs";
import { value } from "./named.cjs";
console.log(`whole ${whole.value} named ${value} esm ${whole.esm()}`);
import.meta.hot.accept();
