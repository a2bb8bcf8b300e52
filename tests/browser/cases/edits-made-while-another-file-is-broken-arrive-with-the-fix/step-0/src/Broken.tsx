export function Broken() {
  return <p>fine</p>;
}
