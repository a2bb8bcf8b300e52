import { type Slot, choose, classes, list, safeUrl } from "../slot";

export type HeroProps = {
  eyebrow?: string;
  title?: string;
  subtitle?: string;
  align?: "left" | "center";
  imageUrl?: string;
  imageAlt?: string;
  actions?: { label?: string; href?: string; variant?: "primary" | "secondary" }[];
  media?: Slot;
  /** Two buttons of older documents, used when there are no `actions`. */
  primaryButtonText?: string;
  primaryButtonUrl?: string;
  secondaryButtonText?: string;
  secondaryButtonUrl?: string;
};

const ACTION = "inline-flex items-center rounded-md px-6 py-3 font-medium transition-colors focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600";

const VARIANTS = {
  primary: "bg-blue-600 text-white hover:bg-blue-700 dark:bg-blue-500 dark:hover:bg-blue-400",
  secondary: "border border-gray-300 text-gray-900 hover:bg-gray-50 dark:border-gray-700 dark:text-gray-100 dark:hover:bg-gray-900",
};

export function Hero(props: HeroProps) {
  const { eyebrow, title, subtitle, align, imageUrl, imageAlt, media: Media } = props;
  const image = safeUrl(imageUrl);
  const older: HeroProps["actions"] = [
    { label: props.primaryButtonText, href: props.primaryButtonUrl, variant: "primary" },
    { label: props.secondaryButtonText, href: props.secondaryButtonUrl, variant: "secondary" },
  ];
  const actions = props.actions === undefined ? older.filter((action) => action.label) : list(props.actions);
  const centered = align !== "left";
  return (
    <section className="w-full bg-white px-4 py-20 sm:px-6 lg:px-8 dark:bg-gray-950">
      <div className={classes("mx-auto flex max-w-5xl flex-col gap-6", centered ? "items-center text-center" : "items-start text-left")}>
        {eyebrow && <p className="text-sm font-semibold tracking-wide text-blue-600 uppercase dark:text-blue-400">{eyebrow}</p>}
        {title && <h1 className="text-4xl font-bold tracking-tight text-gray-900 sm:text-6xl dark:text-gray-50">{title}</h1>}
        {subtitle && <p className="max-w-2xl text-lg text-gray-600 dark:text-gray-400">{subtitle}</p>}
        {actions.length > 0 && (
          <div className={classes("flex flex-wrap gap-4", centered && "justify-center")}>
            {actions.map((action, index) => (
              <a key={index} href={safeUrl(action?.href)} className={classes(ACTION, choose(VARIANTS, action?.variant, index === 0 ? "primary" : "secondary"))}>
                {action?.label}
              </a>
            ))}
          </div>
        )}
        {image !== undefined && <img src={image} alt={imageAlt ?? ""} className="mt-8 w-full rounded-2xl shadow-lg" />}
        {Media && <Media className="w-full empty:hidden" />}
      </div>
    </section>
  );
}
