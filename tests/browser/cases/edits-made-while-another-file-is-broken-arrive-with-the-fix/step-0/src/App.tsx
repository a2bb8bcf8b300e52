import { useState } from "react";
import { Broken } from "./Broken";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>one {count}</button>
      <Broken />
    </main>
  );
}
