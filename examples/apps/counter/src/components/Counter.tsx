import { useState } from "react";
import { useAccent } from "@/context/accent";
import { useToggle } from "@/hooks/useToggle";
import styles from "./Counter.module.css";

export function Counter() {
  const [count, setCount] = useState(0);
  const [doubled, toggleDoubled] = useToggle(false);
  const { accent } = useAccent();

  return (
    <section className={styles.card} style={{ borderTopColor: accent }}>
      <p className={styles.label} data-testid="label">
        You clicked
      </p>
      <button
        type="button"
        className={styles.button}
        style={{ background: accent }}
        data-testid="count"
        onClick={() => setCount((current) => current + 1)}
      >
        {count}
      </button>
      <p className={styles.label}>
        {doubled ? `times, which is ${count * 2} when doubled` : "times so far"}
      </p>
      <div className={styles.actions}>
        <button type="button" onClick={() => setCount(0)} data-testid="reset">
          Start over
        </button>
        <button type="button" onClick={toggleDoubled} aria-pressed={doubled}>
          {doubled ? "Hide the double" : "Show the double"}
        </button>
      </div>
    </section>
  );
}
