import { value } from "./child";
console.log(`parent sees ${value}`);
import.meta.hot.accept();
