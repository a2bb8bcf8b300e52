import { value } from "./part";
import.meta.hot.accept("./part", ({ value }) => {
  throw new Error(`callback of ${value}`);
});
import.meta.hot.accept("./part", ({ value }) => console.log(`second hears ${value}`));
