import { useState } from "react";
import "./base.css";

export default function App() {
  const [count, setCount] = useState(0);
  return <p id="count" onClick={() => setCount(count + 1)}>{count}</p>;
}
