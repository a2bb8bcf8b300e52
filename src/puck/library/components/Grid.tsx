import { type Slot, choose, classes } from "../slot";

export type GridProps = {
  items?: Slot;
  columns?: number;
  gap?: "none" | "sm" | "md" | "lg" | "xl";
};

const COLUMNS: Record<string, string> = {
  1: "grid-cols-1",
  2: "grid-cols-1 sm:grid-cols-2",
  3: "grid-cols-1 sm:grid-cols-2 lg:grid-cols-3",
  4: "grid-cols-2 lg:grid-cols-4",
  5: "grid-cols-2 sm:grid-cols-3 lg:grid-cols-5",
  6: "grid-cols-2 sm:grid-cols-3 lg:grid-cols-6",
};

const GAPS = { none: "gap-0", sm: "gap-2", md: "gap-4", lg: "gap-8", xl: "gap-12" };

export function Grid({ items: Items, columns, gap }: GridProps) {
  return Items ? <Items className={classes("grid w-full", choose(COLUMNS, String(columns), "3"), choose(GAPS, gap, "md"))} /> : null;
}
