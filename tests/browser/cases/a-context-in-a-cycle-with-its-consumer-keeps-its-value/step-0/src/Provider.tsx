import { createContext, useState } from "react";
import Consumer from "./Consumer";

export const Context = createContext(0);

export default function Provider() {
  const [count, setCount] = useState(0);
  return (
    <Context.Provider value={2}>
      <Consumer />
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </Context.Provider>
  );
}
