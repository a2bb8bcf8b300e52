import { Suspense, lazy, useState } from "react";

const Child = lazy(() => import("./Child"));

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="parent" onClick={() => setCount(count + 1)}>parent {count}</button>
      <Suspense fallback={<p>loading</p>}>
        <Child />
      </Suspense>
    </main>
  );
}
