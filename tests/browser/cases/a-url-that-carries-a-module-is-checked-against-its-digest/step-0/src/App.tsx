import { useState } from "react";
import { Large } from "./Large";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <Large />
    </>
  );
}
