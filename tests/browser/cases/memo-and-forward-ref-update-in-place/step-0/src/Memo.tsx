import { memo, useState } from "react";

export const Memo = memo(function Memo() {
  const [count, setCount] = useState(0);
  return <button id="memo" onClick={() => setCount(count + 1)}>memo one {count}</button>;
});
