import { useState } from "react";
import { Color } from "./color";

export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>{Color.Main} {count}</button>;
}
