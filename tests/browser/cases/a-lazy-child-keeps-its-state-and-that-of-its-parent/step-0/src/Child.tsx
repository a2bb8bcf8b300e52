import { useState } from "react";

export default function Child() {
  const [count, setCount] = useState(0);
  return <button id="child" onClick={() => setCount(count + 1)}>child one {count}</button>;
}
