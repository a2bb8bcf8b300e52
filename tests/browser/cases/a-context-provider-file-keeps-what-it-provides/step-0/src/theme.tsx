import { createContext, useContext, useState, type ReactNode } from "react";

const suffix = "one";
const ThemeContext = createContext({ theme: "none", toggle() {} });

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState("light");
  const toggle = () => setTheme(theme === "light" ? "dark" : "light");
  return <ThemeContext.Provider value={{ theme: `${theme} ${suffix}`, toggle }}>{children}</ThemeContext.Provider>;
}

export const useTheme = () => useContext(ThemeContext);
