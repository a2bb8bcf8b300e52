import { useState } from "react";
import data from "./data.json";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p id="name">{data.name}</p>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </main>
  );
}
