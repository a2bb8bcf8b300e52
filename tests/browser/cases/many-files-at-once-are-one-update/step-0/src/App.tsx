import { useState } from "react";
import { List } from "./List";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <List />
    </main>
  );
}
