import { useState } from "react";
import { part } from "./part";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>one {count}</button>
      <p id="part">{part}</p>
    </main>
  );
}
