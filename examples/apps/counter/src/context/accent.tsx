import { createContext, useContext, useMemo, useState, type ReactNode } from "react";

export const ACCENTS = [
  { name: "Iris", value: "#5b5bd6" },
  { name: "Coral", value: "#e5484d" },
  { name: "Moss", value: "#2b9a66" },
] as const;

interface Accent {
  accent: string;
  setAccent: (value: string) => void;
}

const AccentContext = createContext<Accent | null>(null);

export function AccentProvider({ children }: { children: ReactNode }) {
  const [accent, setAccent] = useState<string>(ACCENTS[0].value);
  const value = useMemo(() => ({ accent, setAccent }), [accent]);

  return <AccentContext.Provider value={value}>{children}</AccentContext.Provider>;
}

export function useAccent(): Accent {
  const value = useContext(AccentContext);
  if (!value) throw new Error("useAccent needs an AccentProvider above it");
  return value;
}
