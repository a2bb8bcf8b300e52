import { useEffect, useState } from "react";

const names = Array.from({ length: 200 }, (_, index) => `row ${index}`);

export function Rows() {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const listener = () => setTicks((ticks) => ticks + 1);
    window.addEventListener("resize", listener);
    return () => window.removeEventListener("resize", listener);
  }, []);
  return (
    <ul id="rows" title={String(ticks)}>
      {names.map((name) => (
        <li key={name}>{name} in edit 0</li>
      ))}
    </ul>
  );
}
