import { useRef, useState } from "react";

export function useNumber() {
  useRef(null);
  const [value, setValue] = useState(0);
  return { value, plus: () => setValue((value) => value + 1) };
}
