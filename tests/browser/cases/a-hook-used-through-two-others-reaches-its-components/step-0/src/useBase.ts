import { useState } from "react";

export function useBase() {
  const [letter] = useState("a");
  return `${letter} 1`;
}
