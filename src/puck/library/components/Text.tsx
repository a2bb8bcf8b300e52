import { choose, classes } from "../slot";

export type TextProps = {
  text?: string;
  as?: "p" | "span" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6";
  size?: "xs" | "sm" | "base" | "lg" | "xl" | "2xl" | "3xl" | "4xl" | "5xl";
  align?: "left" | "center" | "right" | "justify";
  weight?: "normal" | "medium" | "semibold" | "bold";
  muted?: boolean;
  /** The name of `text` in older documents. */
  content?: string;
};

const TAGS = { p: "p", span: "span", h1: "h1", h2: "h2", h3: "h3", h4: "h4", h5: "h5", h6: "h6" } as const;

const SIZES = {
  xs: "text-xs",
  sm: "text-sm",
  base: "text-base",
  lg: "text-lg",
  xl: "text-xl",
  "2xl": "text-2xl",
  "3xl": "text-3xl",
  "4xl": "text-4xl",
  "5xl": "text-5xl",
};

const ALIGNMENTS = { left: "text-left", center: "text-center", right: "text-right", justify: "text-justify" };

const WEIGHTS = { normal: "font-normal", medium: "font-medium", semibold: "font-semibold", bold: "font-bold" };

export function Text({ text, as, size, align, weight, muted, content }: TextProps) {
  const Tag = choose<keyof typeof TAGS>(TAGS, as, "p");
  return (
    <Tag
      className={classes(
        "whitespace-pre-line",
        choose(SIZES, size, "base"),
        choose(ALIGNMENTS, align, "left"),
        choose(WEIGHTS, weight, "normal"),
        muted === true ? "text-gray-500 dark:text-gray-400" : "text-gray-900 dark:text-gray-100",
      )}
    >
      {text ?? content}
    </Tag>
  );
}
