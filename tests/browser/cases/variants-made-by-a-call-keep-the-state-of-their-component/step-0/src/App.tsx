import { useState } from "react";
import { Button, buttonVariants } from "./button";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <a id="outer" className={buttonVariants("link")} onClick={() => setCount(count + 1)}>{count}</a>
      <Button />
    </main>
  );
}
