import { useState } from "react";
import { useDialog } from "./useDialog";

export default function App() {
  const [count, setCount] = useState(0);
  const dialog = useDialog();
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      {dialog}
    </main>
  );
}
