import { lazy, Suspense, useState } from "react";

const Part = lazy(() => import("./Part"));

export default function App() {
  const [isOpen, setOpen] = useState(false);
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <button id="load" onClick={() => setOpen(true)}>load</button>
      <Suspense fallback={null}>{isOpen && <Part />}</Suspense>
    </>
  );
}
