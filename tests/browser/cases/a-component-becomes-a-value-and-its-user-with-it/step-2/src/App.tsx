import { useState } from "react";
import { Thing } from "./Thing";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <Thing />
    </>
  );
}
