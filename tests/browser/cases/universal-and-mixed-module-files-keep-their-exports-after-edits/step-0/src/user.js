import library from "./umd";
import compute, { label } from "./function.cjs";
console.log(`umd ${library.value} ${label} ${compute()} esm ${library.inner()}`);
import.meta.hot.accept();
