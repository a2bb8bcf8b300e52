import { useState } from "react";

const pages = import.meta.glob<{ title: string }>("./pages/*.ts", { eager: true });

export default function App() {
  const [count, setCount] = useState(0);
  const list = Object.entries(pages).map(([path, { title }]) => `${path.slice(8, -3)}: ${title}`);
  return (
    <main>
      <p id="list">{list.join(", ")}</p>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
    </main>
  );
}
