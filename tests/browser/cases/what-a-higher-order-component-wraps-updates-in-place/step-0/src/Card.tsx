import { useState } from "react";
import { framed } from "./framed";

function Card() {
  const [count, setCount] = useState(0);
  return <button id="count" onClick={() => setCount(count + 1)}>text one {count}</button>;
}

export default framed(Card);
