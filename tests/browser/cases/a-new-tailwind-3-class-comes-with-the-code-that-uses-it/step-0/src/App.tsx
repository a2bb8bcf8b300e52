import { useState } from "react";
import "./app.css";

export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" className="pl-4 text-brand" onClick={() => setCount(count + 1)}>{count}</button>;
}
