import { useContext } from "react";
import { Context } from "./Provider";

export default function Consumer() {
  return <b id="value">value {useContext(Context)}</b>;
}
