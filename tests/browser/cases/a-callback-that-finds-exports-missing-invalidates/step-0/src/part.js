export function render() {
  return 1;
}
console.log("part");
import.meta.hot.accept((next) => {
  if (!next.render) import.meta.hot.invalidate("render is gone");
});
