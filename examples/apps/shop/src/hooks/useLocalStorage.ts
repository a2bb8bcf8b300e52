import { useEffect, useState } from "react";

/** `useState` that survives a reload, where the browser lets a page keep anything: in a frame it may not. */
export function useLocalStorage<T>(key: string, initial: T) {
  const [value, setValue] = useState<T>(() => read(key, initial));

  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // It lasts as long as the page, then.
    }
  }, [key, value]);

  return [value, setValue] as const;
}

function read<T>(key: string, initial: T): T {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? initial : (JSON.parse(stored) as T);
  } catch {
    return initial;
  }
}
