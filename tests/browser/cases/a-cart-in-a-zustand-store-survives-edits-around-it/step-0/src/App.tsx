import { useCart } from "./store";

export default function App() {
  const { n, add, total } = useCart();
  return (
    <main>
      <p id="cart">{n} things</p>
      <p id="price">{total()}</p>
      <button id="add" onClick={add}>add</button>
    </main>
  );
}
