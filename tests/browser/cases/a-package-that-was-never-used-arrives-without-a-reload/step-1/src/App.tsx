import { useState } from "react";
import { create } from "zustand";

const useStore = create(() => ({ n: 1 }));

/** A hook of the new package runs on the React that the page has. */
function Store() {
  return <>store says {useStore((state) => state.n)}</>;
}

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>
        {count}
      </button>
      <p id="text">
        <Store />
      </p>
    </main>
  );
}
