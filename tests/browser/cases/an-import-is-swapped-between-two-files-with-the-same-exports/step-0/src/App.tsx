import { useState } from "react";
import { text } from "./a";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <p id="shown">{text}</p>
    </>
  );
}
