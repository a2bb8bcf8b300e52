const value = 1;
console.log(String(value));
import.meta.hot.decline();
