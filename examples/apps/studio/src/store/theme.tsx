import { createContext, use, useEffect, useState, type ReactNode } from 'react';

type Theme = 'light' | 'dark';

const ThemeContext = createContext<{ theme: Theme; toggle: () => void }>({ theme: 'light', toggle: () => {} });

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(() =>
    document.documentElement.classList.contains('dark') ? 'dark' : 'light'
  );

  useEffect(() => {
    document.documentElement.classList.toggle('dark', theme === 'dark');
    localStorage.setItem('undertow-theme', theme);
  }, [theme]);

  return (
    <ThemeContext value={{ theme, toggle: () => setTheme((now) => (now === 'dark' ? 'light' : 'dark')) }}>
      {children}
    </ThemeContext>
  );
}

export const useTheme = () => use(ThemeContext);
