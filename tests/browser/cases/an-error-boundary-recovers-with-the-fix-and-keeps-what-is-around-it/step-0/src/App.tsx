import { Component, useState, type ReactNode } from "react";
import { Child } from "./Child";

class Boundary extends Component<{ children: ReactNode }, { message?: string }> {
  state: { message?: string } = {};

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  render() {
    return this.state.message ? <p id="fallback">caught: {this.state.message}</p> : this.props.children;
  }
}

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button id="outer" onClick={() => setCount(count + 1)}>{count}</button>
      <Boundary>
        <Child />
      </Boundary>
    </main>
  );
}
