import { useState } from "react";

export function A() {
  const [count, setCount] = useState(0);
  return <button id="a" onClick={() => setCount(count + 1)}>a one {count}</button>;
}
