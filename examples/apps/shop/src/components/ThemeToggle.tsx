import { useTheme } from "@/context/theme";

export function ThemeToggle() {
  const { theme, toggle } = useTheme();
  const label = theme === "light" ? "Switch to dark" : "Switch to light";

  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={label}
      title={label}
      style={{ border: 0, background: "none", fontSize: "1.1rem", cursor: "pointer", color: "inherit" }}
    >
      {theme === "light" ? "☾" : "☀"}
    </button>
  );
}
