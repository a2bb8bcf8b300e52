import { useState, type ReactNode } from "react";

function Root({ children }: { children: ReactNode }) {
  return (
    <section>
      <p id="root-part">root one</p>
      {children}
    </section>
  );
}

function Item() {
  const [count, setCount] = useState(0);
  return <button id="item" onClick={() => setCount(count + 1)}>item one {count}</button>;
}

export const Accordion = { Root, Item };
