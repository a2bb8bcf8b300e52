import "./dep";
console.log("main runs");
import.meta.hot.accept("./dep", (dep) => console.log(`accepted ${dep.label} ${dep.nested}`));
