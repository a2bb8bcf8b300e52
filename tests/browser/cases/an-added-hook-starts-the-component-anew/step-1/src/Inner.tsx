import { useMemo, useState } from "react";

export function Inner() {
  const [count, setCount] = useState(0);
  const added = useMemo(() => "added", []);
  return (
    <>
      <p id="added">{added}</p>
      <button id="inner" onClick={() => setCount(count + 1)}>
        {count}
      </button>
    </>
  );
}
