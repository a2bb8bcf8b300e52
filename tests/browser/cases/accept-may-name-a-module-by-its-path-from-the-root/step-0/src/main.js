import { value } from "./part";
console.log(`main ${value}`);
import.meta.hot.accept("/src/part.js", (part) => console.log(`accepted ${part.value}`));
