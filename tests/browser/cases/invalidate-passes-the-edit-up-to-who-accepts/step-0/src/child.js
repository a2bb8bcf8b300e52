export const value = 1;
console.log(`child ${value}`);
import.meta.hot.accept(() => {
  console.log("child invalidates");
  import.meta.hot.invalidate("too much has changed");
});
