import { name } from "./a";
export const value = 1;
export const who = () => name;
console.log(`b ${value}`);
import.meta.hot.accept(() => import.meta.hot.invalidate("not for me"));
