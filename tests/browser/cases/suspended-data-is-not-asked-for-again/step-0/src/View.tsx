import { use } from "react";
import { load } from "./load";

export function View() {
  return <p id="data">{use(load()) && "data one"}</p>;
}
