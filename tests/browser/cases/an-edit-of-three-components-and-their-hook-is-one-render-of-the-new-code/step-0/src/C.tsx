import { useCount } from "./useCount";

export function C() {
  const { text, plus } = useCount("c");
  return <button id="c" onClick={plus}>{text}</button>;
}
