import { value } from "./child";
console.log(`parent ${value}`);
import.meta.hot.accept();
