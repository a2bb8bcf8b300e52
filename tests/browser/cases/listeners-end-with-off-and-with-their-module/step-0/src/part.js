const value = 1;
const removed = () => console.log("removed");
import.meta.hot.on("vite:beforeUpdate", removed);
import.meta.hot.on("vite:beforeUpdate", () => console.log(`kept ${value}`));
import.meta.hot.off("vite:beforeUpdate", removed);
import.meta.hot.accept();
