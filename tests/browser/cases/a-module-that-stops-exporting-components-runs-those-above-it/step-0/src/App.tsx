import { useState } from "react";
import High from "./High";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <button id="count" onClick={() => setCount(count + 1)}>
      {count}
      <High />
    </button>
  );
}
