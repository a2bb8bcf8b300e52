import * as all from "./barrel";
console.log([all.a, all.first, all.b, all.deep].join(" "));
import.meta.hot.accept();
