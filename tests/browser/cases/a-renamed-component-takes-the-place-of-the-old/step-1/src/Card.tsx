export default function Panel() {
  return <p id="card">Panel</p>;
}
