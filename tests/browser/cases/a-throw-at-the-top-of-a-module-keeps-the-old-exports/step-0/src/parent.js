import { value } from "./child";
console.log(`parent sees ${value}`);
window.read = () => console.log(`still ${value}`);
import.meta.hot.accept();
