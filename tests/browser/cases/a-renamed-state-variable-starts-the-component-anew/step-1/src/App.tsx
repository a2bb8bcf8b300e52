import { useState } from "react";

export default function App() {
  const [m, setM] = useState(0);
  return <button id="count" onClick={() => setM(m + 1)}>m {m}</button>;
}
