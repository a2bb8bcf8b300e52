import { useState } from "react";
import { variants } from "./variants";

const buttonVariants = variants("base");

function Button() {
  const [count, setCount] = useState(0);
  return <button id="button" className={buttonVariants("button")} onClick={() => setCount(count + 1)}>click {count}</button>;
}

export { Button, buttonVariants };
