import { useMemo, useState } from "react";

export function Inner() {
  const added = useMemo(() => "reordered", []);
  const [count, setCount] = useState(0);
  return (
    <>
      <p id="added">{added}</p>
      <button id="inner" onClick={() => setCount(count + 1)}>
        {count}
      </button>
    </>
  );
}
