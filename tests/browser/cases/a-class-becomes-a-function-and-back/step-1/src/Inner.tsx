export default function Inner() {
  return <p id="inner">function</p>;
}
