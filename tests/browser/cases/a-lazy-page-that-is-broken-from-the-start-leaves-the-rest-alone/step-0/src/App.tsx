import { Component, lazy, Suspense, useState, type ReactNode } from "react";

const Page = lazy(() => import("./Page"));

class Boundary extends Component<{ children: ReactNode }> {
  state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  render() {
    return this.state.failed ? <p id="fallback">something went wrong</p> : this.props.children;
  }
}

export default function App() {
  const [isOpen, setOpen] = useState(false);
  const [count, setCount] = useState(0);
  return (
    <>
      <button id="count" onClick={() => setCount(count + 1)}>times {count}</button>
      <button id="load" onClick={() => setOpen(true)}>load</button>
      <Boundary>
        <Suspense fallback={null}>{isOpen && <Page />}</Suspense>
      </Boundary>
    </>
  );
}
