import { useCount } from "./useCount";

export function B() {
  const { text, plus } = useCount("b");
  return <button id="b" title="new" onClick={plus}>{text}</button>;
}
