import { useState } from "react";
import "./app.css";
import { Rows } from "./Rows";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1 id="title">edit 0</h1>
      <button id="count" onClick={() => setCount(count + 1)}>
        {count}
      </button>
      <Rows />
    </main>
  );
}
