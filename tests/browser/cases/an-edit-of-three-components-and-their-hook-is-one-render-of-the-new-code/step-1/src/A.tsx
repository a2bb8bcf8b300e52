import { useCount } from "./useCount";

export function A() {
  const { text, plus } = useCount("a");
  return <button id="a" title="new" onClick={plus}>{text}</button>;
}
