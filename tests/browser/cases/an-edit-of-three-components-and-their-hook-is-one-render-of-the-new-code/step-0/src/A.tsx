import { useCount } from "./useCount";

export function A() {
  const { text, plus } = useCount("a");
  return <button id="a" onClick={plus}>{text}</button>;
}
