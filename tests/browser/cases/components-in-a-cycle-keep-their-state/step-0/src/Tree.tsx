import { useState } from "react";
import { Leaf } from "./Leaf";

export const DEPTH = 3;

export function Tree({ depth }: { depth: number }) {
  // here
  const [count, setCount] = useState(0);
  return (
    <div>
      {depth === 0 && <button id="count" onClick={() => setCount(count + 1)}>{count}</button>}
      <Leaf depth={depth + 1} />
    </div>
  );
}
