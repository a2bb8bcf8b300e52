import "./part";
console.log("user 1");
import.meta.hot.accept();
