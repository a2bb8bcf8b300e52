import { lazy, Suspense, useState } from "react";

const Part = lazy(() => import("./Part"));

export default function App() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button id="load" onClick={() => setOpen(true)}>load</button>
      <Suspense fallback={null}>{isOpen && <Part />}</Suspense>
    </>
  );
}
