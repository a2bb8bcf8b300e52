import { classes, list, safeUrl } from "../slot";

export type PricingProps = {
  heading?: string;
  currency?: string;
  plans?: {
    name?: string;
    price?: string | number;
    period?: string;
    description?: string;
    features?: { text?: string }[];
    ctaLabel?: string;
    ctaHref?: string;
    featured?: boolean;
  }[];
};

export function Pricing({ heading, currency, plans }: PricingProps) {
  return (
    <section className="w-full bg-white px-4 py-16 sm:px-6 lg:px-8 dark:bg-gray-950">
      <div className="mx-auto max-w-7xl">
        {heading && <h2 className="text-center text-3xl font-bold text-gray-900 dark:text-gray-50">{heading}</h2>}
        <div className="mt-12 grid grid-cols-1 gap-8 md:grid-cols-2 lg:grid-cols-3">
          {list(plans).map((plan, index) => (
            <article
              key={index}
              className={classes(
                "flex flex-col gap-6 rounded-2xl border p-8",
                plan?.featured === true ? "border-blue-600 shadow-lg dark:border-blue-400" : "border-gray-200 dark:border-gray-800",
              )}
            >
              <h3 className="text-lg font-semibold text-gray-900 dark:text-gray-100">{plan?.name}</h3>
              <p className="flex items-baseline gap-1 text-gray-900 dark:text-gray-100">
                <span className="text-4xl font-bold">
                  {currency}
                  {plan?.price}
                </span>
                {plan?.period && <span className="text-gray-500 dark:text-gray-400">/{plan.period}</span>}
              </p>
              {plan?.description && <p className="text-gray-600 dark:text-gray-400">{plan.description}</p>}
              <ul className="flex flex-1 flex-col gap-2 text-gray-700 dark:text-gray-300">
                {list(plan?.features).map((feature, position) => (
                  <li key={position} className="flex gap-2">
                    <span aria-hidden="true" className="text-blue-600 dark:text-blue-400">
                      ✓
                    </span>
                    {feature?.text}
                  </li>
                ))}
              </ul>
              {plan?.ctaLabel && (
                <a
                  href={safeUrl(plan.ctaHref)}
                  className={classes(
                    "rounded-md px-4 py-2 text-center font-medium transition-colors",
                    plan.featured === true
                      ? "bg-blue-600 text-white hover:bg-blue-700 dark:bg-blue-500"
                      : "border border-gray-300 text-gray-900 hover:bg-gray-50 dark:border-gray-700 dark:text-gray-100 dark:hover:bg-gray-900",
                  )}
                >
                  {plan.ctaLabel}
                </a>
              )}
            </article>
          ))}
        </div>
      </div>
    </section>
  );
}
