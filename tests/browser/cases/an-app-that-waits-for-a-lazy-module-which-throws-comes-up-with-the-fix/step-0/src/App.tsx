import { lazy, Suspense } from "react";

const Lazy = lazy(() => import("./Lazy"));

export default function App() {
  return (
    <Suspense fallback={<i>wait</i>}>
      <Lazy />
    </Suspense>
  );
}
