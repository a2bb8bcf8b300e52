import { lazy, Suspense } from "react";

const Inner = lazy(() => import("./Parts").then((parts) => ({ default: parts.Inner })));

export default function App() {
  return (
    <Suspense fallback="…">
      <Inner />
    </Suspense>
  );
}
