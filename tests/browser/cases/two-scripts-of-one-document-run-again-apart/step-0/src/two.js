import "./shared";
console.log("two");
import.meta.hot.accept();
