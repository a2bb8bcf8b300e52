import { useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>one {count}</button>;
}

createRoot(document.getElementById("root")!).render(<App />);
