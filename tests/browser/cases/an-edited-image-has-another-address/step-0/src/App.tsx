import { useState } from "react";
import mark from "./mark.svg";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <img id="image" src={mark} />
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </main>
  );
}
