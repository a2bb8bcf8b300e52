import { useState } from "react";

export const sizes = ["small", "large"];

export function Button() {
  const [count, setCount] = useState(0);
  return <button id="button" onClick={() => setCount(count + 1)}>click {count}</button>;
}
