import { useState } from "react";

export function B() {
  const [count, setCount] = useState(0);
  return <button id="b" onClick={() => setCount(count + 1)}>b one {count}</button>;
}
