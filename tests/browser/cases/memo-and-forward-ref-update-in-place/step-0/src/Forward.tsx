import { forwardRef, useState } from "react";

export const Forward = forwardRef<HTMLButtonElement>((_, ref) => {
  const [count, setCount] = useState(0);
  return <button id="forward" ref={ref} onClick={() => setCount(count + 1)}>forward one {count}</button>;
});
