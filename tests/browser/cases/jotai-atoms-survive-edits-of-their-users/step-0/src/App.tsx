import { useAtom, useAtomValue } from "jotai";
import { countAtom } from "./count";
import { doubleAtom } from "./double";

export default function App() {
  const [value, setValue] = useAtom(countAtom);
  const double = useAtomValue(doubleAtom);
  return (
    <main>
      <p id="value">value {value}</p>
      <p id="double">{double}</p>
      <button id="plus" onClick={() => setValue(value + 1)}>plus</button>
    </main>
  );
}
