const value = 1;
console.log(`child ${value}`);
import.meta.hot.accept(() => import.meta.hot.invalidate());
