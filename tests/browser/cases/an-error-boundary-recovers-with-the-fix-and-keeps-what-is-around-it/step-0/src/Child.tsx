export function Child() {
  // here
  return <p id="child">child one</p>;
}
