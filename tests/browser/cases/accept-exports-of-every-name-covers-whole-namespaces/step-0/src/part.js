export const a = 1;
export const b = 1;
console.log("part", a);
import.meta.hot.acceptExports(["a", "b"]);
