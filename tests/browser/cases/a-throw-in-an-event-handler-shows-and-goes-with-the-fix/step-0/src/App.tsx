import { useState } from "react";

export default function App() {
  const [count, setCount] = useState(0);
  const fail = () => {
    throw new Error("handler fails");
  };
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <button id="throw" onClick={fail}>throw</button>
    </main>
  );
}
