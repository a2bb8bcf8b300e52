export default function () {
  return <p id="plain">plain one</p>;
}
