import { useState } from "react";

export function useNumber() {
  const [value, setValue] = useState(0);
  return { value, plus: () => setValue((value) => value + 1) };
}
