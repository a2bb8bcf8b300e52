import d, { f, C as K, v as w, swapped } from "./part";
import * as part from "./part";
const { v: taken } = part;
console.log(`${f()} ${new K().name} ${d()} ${w} ${swapped()} star${part.n === Number(taken.slice(1)) ? part.n : "?"}`);
import.meta.hot.accept();
