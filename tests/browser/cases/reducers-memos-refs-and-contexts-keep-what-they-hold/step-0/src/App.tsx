import { createContext, useContext, useMemo, useReducer, useRef } from "react";
import { reducer } from "./reducer";

const Name = createContext("start");

export default function App() {
  const [sum, add] = useReducer(reducer, 0);
  const first = useRef(sum);
  const made = useMemo(() => (first.current === 0 ? "kept" : "made anew"), []);
  return (
    <Name.Provider value="start">
      <p id="sum">sum {sum} of {useContext(Name)}</p>
      <p id="renders">{made}</p>
      <button id="add" onClick={add}>add</button>
    </Name.Provider>
  );
}
