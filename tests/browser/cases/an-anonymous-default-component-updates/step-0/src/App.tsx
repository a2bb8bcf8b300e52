import { useState } from "react";
import Arrow from "./Arrow";
import Plain from "./Plain";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="outer" onClick={() => setCount(count + 1)}>{count}</button>
      <Arrow />
      <Plain />
    </main>
  );
}
