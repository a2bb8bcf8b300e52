import { useCounter } from "./hooks/useCounter";

export default function App() {
  const { text, label, plus } = useCounter();
  return (
    <main>
      <p id="label">{label}</p>
      <p id="value">{text}</p>
      <button id="plus" onClick={plus}>plus</button>
    </main>
  );
}
