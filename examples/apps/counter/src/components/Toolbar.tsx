import { ACCENTS, useAccent } from "@/context/accent";
import styles from "./Toolbar.module.css";

export function Toolbar() {
  const { accent, setAccent } = useAccent();

  return (
    <div className={styles.toolbar} role="group" aria-label="Accent colour">
      {ACCENTS.map(({ name, value }) => (
        <button
          key={name}
          type="button"
          className={value === accent ? styles.chosen : styles.swatch}
          style={{ background: value }}
          aria-label={name}
          aria-pressed={value === accent}
          onClick={() => setAccent(value)}
        />
      ))}
    </div>
  );
}
