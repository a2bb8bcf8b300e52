import { useState } from "react";
import Inner from "./Inner";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="outer" onClick={() => setCount(count + 1)}>{count}</button>
      <Inner />
    </main>
  );
}
