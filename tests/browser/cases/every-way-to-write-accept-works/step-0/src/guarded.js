export const value = 1;
console.log(`guarded ${value}`);
if (import.meta.hot) {
  if (true) import.meta.hot.accept();
}
