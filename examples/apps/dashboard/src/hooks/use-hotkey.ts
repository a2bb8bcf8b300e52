import { useEffect, useRef } from "react";

/** Calls `run` on Ctrl or Command with `key`. */
export function useHotkey(key: string, run: () => void) {
  const latest = useRef(run);
  latest.current = run;

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === key && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [key]);
}
