import { useState } from "react";

export function useCount(name: string) {
  const [count, setCount] = useState(0);
  return { text: `${name} new ${count}`, plus: () => setCount(count + 1) };
}
