export default function Child() {
  return <p id="child">function</p>;
}
