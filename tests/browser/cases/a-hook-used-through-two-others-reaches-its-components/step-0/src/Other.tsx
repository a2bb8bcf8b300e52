import { useState } from "react";

export function Other() {
  const [count, setCount] = useState(0);
  return <button id="other" onClick={() => setCount(count + 1)}>{count}</button>;
}
