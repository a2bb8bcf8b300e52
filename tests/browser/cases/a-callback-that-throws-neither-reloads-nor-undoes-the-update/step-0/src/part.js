export const value = 1;
console.log(`part ${value}`);
import.meta.hot.dispose(() => {
  console.log(`disposing ${value}`);
  throw new Error("disposer");
});
