import "./shared";
console.log("one");
import.meta.hot.accept();
