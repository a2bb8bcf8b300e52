import { useCallback, useState } from "react";

/** A boolean and the function that flips it. */
export function useToggle(initial: boolean): [boolean, () => void] {
  const [on, setOn] = useState(initial);
  const toggle = useCallback(() => setOn((current) => !current), []);
  return [on, toggle];
}
