import { useState } from "react";
import "./スタイル & more.css";

export function Counter() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>ichi {count}</button>;
}
