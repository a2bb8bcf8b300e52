export const a = 1;
console.log("lazy", a);
import.meta.hot.acceptExports("a");
