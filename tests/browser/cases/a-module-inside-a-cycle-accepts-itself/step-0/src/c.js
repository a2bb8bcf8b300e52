import { other } from "./b";
export const name = "c1";
export const c = () => name;
console.log(`c runs ${name}`);
import.meta.hot.accept(() => window.read());
