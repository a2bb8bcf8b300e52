import { useCount } from "./useCount";

export function C() {
  const { text, plus } = useCount("c");
  return <button id="c" title="new" onClick={plus}>{text}</button>;
}
