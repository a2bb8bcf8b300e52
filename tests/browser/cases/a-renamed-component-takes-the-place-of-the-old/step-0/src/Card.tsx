export default function Card() {
  return <p id="card">Card</p>;
}
