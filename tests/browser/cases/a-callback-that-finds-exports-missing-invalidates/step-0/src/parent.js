import * as part from "./part";
console.log(`parent ${typeof part.render}`);
import.meta.hot.accept();
