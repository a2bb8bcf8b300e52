import { choose, classes, safeUrl, tab } from "../slot";

export type ButtonProps = {
  label?: string;
  href?: string;
  variant?: "primary" | "secondary" | "outline" | "ghost" | "link";
  size?: "sm" | "md" | "lg";
  fullWidth?: boolean;
  disabled?: boolean;
  newTab?: boolean;
  /** The name of `label` in older documents. */
  text?: string;
};

const BASE =
  "inline-flex items-center justify-center rounded-md font-medium transition-colors focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600";

const VARIANTS = {
  primary: "bg-blue-600 text-white hover:bg-blue-700 dark:bg-blue-500 dark:hover:bg-blue-400",
  secondary: "bg-gray-100 text-gray-900 hover:bg-gray-200 dark:bg-gray-800 dark:text-gray-100 dark:hover:bg-gray-700",
  outline: "border border-gray-300 text-gray-900 hover:bg-gray-50 dark:border-gray-700 dark:text-gray-100 dark:hover:bg-gray-900",
  ghost: "text-gray-900 hover:bg-gray-100 dark:text-gray-100 dark:hover:bg-gray-800",
  link: "text-blue-600 underline-offset-4 hover:underline dark:text-blue-400",
};

const SIZES = { sm: "px-3 py-1.5 text-sm", md: "px-4 py-2 text-base", lg: "px-6 py-3 text-lg" };

export function Button({ label, href, variant, size, fullWidth, disabled, newTab, text }: ButtonProps) {
  const url = safeUrl(href);
  const className = classes(
    BASE,
    choose(VARIANTS, variant, "primary"),
    choose(SIZES, size, "md"),
    fullWidth === true && "w-full",
    disabled === true && "pointer-events-none opacity-50",
  );
  if (url !== undefined && disabled !== true) {
    return (
      <a href={url} className={className} {...tab(newTab)}>
        {label ?? text}
      </a>
    );
  }
  return (
    <button type="button" className={className} disabled={disabled === true}>
      {label ?? text}
    </button>
  );
}
