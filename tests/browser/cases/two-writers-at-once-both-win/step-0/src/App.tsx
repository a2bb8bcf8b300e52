import { useState } from "react";
import { a } from "./a";
import { b } from "./b";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p id="text">{a} and {b}</p>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </main>
  );
}
