import { useEffect, useState } from "react";

export default function App() {
  const name = "one";
  const [count, setCount] = useState(0);
  useEffect(() => {
    console.log(`mount ${name}`);
    return () => console.log(`cleanup ${name}`);
  }, []);
  return (
    <button id="count" onClick={() => setCount(count + 1)}>
      {count}
    </button>
  );
}
