import { useState } from "react";

export default function App() {
  const [n, setN] = useState(0);
  return <button id="count" onClick={() => setN(n + 1)}>n {n}</button>;
}
