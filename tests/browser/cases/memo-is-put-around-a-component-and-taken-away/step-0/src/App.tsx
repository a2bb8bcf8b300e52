import { useState } from "react";
import Part from "./Part";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <Part />
    </>
  );
}
