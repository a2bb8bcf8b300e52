import { useState } from "react";

function Panel() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>one {count}</button>;
}

export { Panel as Shown };
