export const value = 1;
console.log(`optional ${value}`);
import.meta.hot?.accept();
