import { useLabel } from "./useLabel";

export function Label() {
  return <p id="label">{useLabel()}</p>;
}
