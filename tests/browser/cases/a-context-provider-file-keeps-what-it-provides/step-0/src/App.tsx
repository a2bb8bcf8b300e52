import { useState } from "react";
import { ThemeProvider, useTheme } from "./theme";

function Counter() {
  const [count, setCount] = useState(0);
  const { theme, toggle } = useTheme();
  return (
    <>
      <button id="toggle" onClick={toggle}>{theme}</button>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </>
  );
}

export default function App() {
  return (
    <ThemeProvider>
      <Counter />
    </ThemeProvider>
  );
}
