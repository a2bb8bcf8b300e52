import { useRef } from "react";
import Both from "./Both";
import { Forward } from "./Forward";
import { Memo } from "./Memo";

export default function App() {
  const ref = useRef<HTMLButtonElement>(null);
  return (
    <main>
      <Memo />
      <Forward ref={ref} />
      <Both ref={ref} />
    </main>
  );
}
