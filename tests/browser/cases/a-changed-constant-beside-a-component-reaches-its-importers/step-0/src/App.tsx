import { useState } from "react";
import { Button, sizes } from "./Button";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p id="size">{sizes.at(-1)}</p>
      <button id="outer" onClick={() => setCount(count + 1)}>{count}</button>
      <Button />
    </main>
  );
}
