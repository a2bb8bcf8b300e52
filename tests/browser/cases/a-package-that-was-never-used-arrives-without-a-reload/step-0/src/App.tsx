import { useState } from "react";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>
        {count}
      </button>
      <p id="text">none</p>
    </main>
  );
}
