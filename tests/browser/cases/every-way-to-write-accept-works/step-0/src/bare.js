export const value = 1;
console.log(`bare ${value}`);
import.meta.hot.accept();
