import { useState } from "react";

export type StepperProps = { label?: string; step?: number };

/** Counts in steps: registered for the visual editor by a row of `app_components`. */
export function Stepper({ label = "Seats", step = 1 }: StepperProps) {
  const [count, setCount] = useState(0);
  return (
    <div className="mx-auto flex max-w-5xl items-center justify-center gap-4 p-8 text-gray-900 dark:text-gray-100" data-testid="stepper">
      <button type="button" aria-label="Fewer" className="size-10 rounded-full border border-gray-300 text-lg" onClick={() => setCount(Math.max(0, count - step))}>
        −
      </button>
      <span>
        {label}: <output data-testid="count">{count}</output>
      </span>
      <button type="button" aria-label="More" className="size-10 rounded-full border border-gray-300 text-lg" onClick={() => setCount(count + step)}>
        +
      </button>
    </div>
  );
}
