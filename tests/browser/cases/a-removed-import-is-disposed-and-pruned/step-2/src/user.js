import "./part";
console.log("user 3");
import.meta.hot.accept();
