import { useState } from "react";
// here

export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>a {count}</button>;
}
