import { useState } from "react";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p id="text">save 0</p>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </main>
  );
}
