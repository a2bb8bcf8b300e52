import { type Slot, choose, classes } from "../slot";

export type ContainerProps = {
  children?: Slot;
  maxWidth?: "sm" | "md" | "lg" | "xl" | "2xl" | "3xl" | "4xl" | "5xl" | "6xl" | "7xl" | "full";
  padding?: "none" | "sm" | "md" | "lg" | "xl";
  gap?: "none" | "sm" | "md" | "lg" | "xl";
  direction?: "column" | "row" | "grid";
  columns?: number;
  background?: "none" | "muted" | "card" | "primary" | "dark";
};

const WIDTHS = {
  sm: "max-w-sm",
  md: "max-w-md",
  lg: "max-w-lg",
  xl: "max-w-xl",
  "2xl": "max-w-2xl",
  "3xl": "max-w-3xl",
  "4xl": "max-w-4xl",
  "5xl": "max-w-5xl",
  "6xl": "max-w-6xl",
  "7xl": "max-w-7xl",
  full: "max-w-full",
};

const PADDINGS = { none: "", sm: "px-4 py-4", md: "px-4 py-8 sm:px-6", lg: "px-4 py-12 sm:px-6 lg:px-8", xl: "px-4 py-20 sm:px-6 lg:px-8" };

const GAPS = { none: "gap-0", sm: "gap-2", md: "gap-4", lg: "gap-8", xl: "gap-12" };

const COLUMNS: Record<string, string> = {
  1: "grid grid-cols-1",
  2: "grid grid-cols-1 sm:grid-cols-2",
  3: "grid grid-cols-1 sm:grid-cols-2 lg:grid-cols-3",
  4: "grid grid-cols-1 sm:grid-cols-2 lg:grid-cols-4",
  5: "grid grid-cols-1 sm:grid-cols-3 lg:grid-cols-5",
  6: "grid grid-cols-1 sm:grid-cols-3 lg:grid-cols-6",
};

const BACKGROUNDS = {
  none: "",
  muted: "bg-gray-50 dark:bg-gray-950",
  card: "bg-white dark:bg-gray-900",
  primary: "bg-blue-600 text-white",
  dark: "bg-gray-900 text-white dark:bg-black",
};

export function Container({ children: Children, maxWidth, padding, gap, direction, columns, background }: ContainerProps) {
  const layout =
    direction === "grid" ? choose(COLUMNS, String(columns), "2") : direction === "row" ? "flex flex-row flex-wrap items-center" : "flex flex-col";
  return (
    <section className={classes("w-full", choose(BACKGROUNDS, background, "none"), choose(PADDINGS, padding, "md"))}>
      {Children && <Children className={classes("mx-auto w-full", choose(WIDTHS, maxWidth, "7xl"), layout, choose(GAPS, gap, "md"))} />}
    </section>
  );
}
