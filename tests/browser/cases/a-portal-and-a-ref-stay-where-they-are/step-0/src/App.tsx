import { useRef, useState } from "react";
import { createPortal } from "react-dom";

export default function App() {
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <main>
      <button id="open" onClick={() => setOpen(true)}>open</button>
      {open &&
        createPortal(
          <div id="dialog">
            <h2>Dialog one</h2>
            <input id="field" ref={field} />
          </div>,
          document.body,
        )}
    </main>
  );
}
