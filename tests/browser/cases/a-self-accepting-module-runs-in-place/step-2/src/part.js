export const value = 3;
console.log(`run ${value}`);
import.meta.hot.dispose(() => console.log(`dispose ${value}`));
import.meta.hot.accept((next) => console.log(`first callback ${next.value}`));
import.meta.hot.accept((next) => console.log(`second callback ${next.value}`));
import.meta.hot.on("vite:beforeUpdate", () => console.log("before update"));
import.meta.hot.on("vite:afterUpdate", () => console.log("after update"));
