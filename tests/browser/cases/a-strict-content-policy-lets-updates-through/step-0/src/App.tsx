import { useState } from "react";
import "./app.css";

export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>one {count}</button>;
}
