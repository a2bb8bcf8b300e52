import { useCount } from "./useCount";

export function B() {
  const { text, plus } = useCount("b");
  return <button id="b" onClick={plus}>{text}</button>;
}
