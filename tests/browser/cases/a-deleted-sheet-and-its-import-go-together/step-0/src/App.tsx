import { useState } from "react";
import "./base.css";
import "./over.css";

export default function App() {
  const [count, setCount] = useState(0);
  return <p id="count" onClick={() => setCount(count + 1)}>{count}</p>;
}
