import * as part from "./part";
console.log(Object.keys(part).sort().join());
import.meta.hot.accept();
