import { useState } from "react";

export function Inner() {
  const [count, setCount] = useState(0);
  return <button id="inner" onClick={() => setCount(count + 1)}>one {count}</button>;
}
