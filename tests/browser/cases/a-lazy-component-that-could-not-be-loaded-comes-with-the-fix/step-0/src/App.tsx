import { Component, lazy, Suspense, useState, type ReactNode } from "react";

const Lazy = lazy(() => import("./Lazy"));

class Boundary extends Component<{ children: ReactNode }> {
  state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  render() {
    return this.state.error ? <p id="failed">failed: {this.state.error.message}</p> : this.props.children;
  }
}

export default function App() {
  const [count, setCount] = useState(0);
  const [isShown, show] = useState(false);
  return (
    <main>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <button id="show" onClick={() => show(true)}>show</button>
      <Boundary>
        <Suspense fallback={<i>wait</i>}>{isShown && <Lazy />}</Suspense>
      </Boundary>
    </main>
  );
}
