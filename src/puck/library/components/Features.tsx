import { choose, classes, list, safeUrl } from "../slot";

export type FeaturesProps = {
  heading?: string;
  intro?: string;
  columns?: number;
  items?: { icon?: "check" | "star" | "bolt" | "shield" | "heart" | "globe"; title?: string; description?: string; href?: string }[];
};

const ICONS = {
  check: "M5 13l4 4L19 7",
  star: "M12 3l2.7 5.8 6.3.7-4.7 4.3 1.3 6.2L12 16.9 6.4 20l1.3-6.2L3 9.5l6.3-.7z",
  bolt: "M13 2L4 14h6l-1 8 9-12h-6z",
  shield: "M12 3l8 3v6c0 5-3.4 8-8 9-4.6-1-8-4-8-9V6z",
  heart: "M12 20S4 15 4 9a4 4 0 018-1 4 4 0 018 1c0 6-8 11-8 11z",
  globe: "M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
};

const COLUMNS: Record<string, string> = {
  1: "grid-cols-1",
  2: "grid-cols-1 sm:grid-cols-2",
  3: "grid-cols-1 sm:grid-cols-2 lg:grid-cols-3",
  4: "grid-cols-1 sm:grid-cols-2 lg:grid-cols-4",
};

export function Features({ heading, intro, columns, items }: FeaturesProps) {
  return (
    <section className="w-full bg-gray-50 px-4 py-16 sm:px-6 lg:px-8 dark:bg-gray-900">
      <div className="mx-auto max-w-7xl">
        {heading && <h2 className="text-center text-3xl font-bold text-gray-900 dark:text-gray-50">{heading}</h2>}
        {intro && <p className="mx-auto mt-4 max-w-2xl text-center text-lg text-gray-600 dark:text-gray-400">{intro}</p>}
        <ul className={classes("mt-12 grid gap-8", choose(COLUMNS, String(columns), "3"))}>
          {list(items).map((item, index) => {
            const url = safeUrl(item?.href);
            return (
              <li key={index} className="flex flex-col gap-3 rounded-xl bg-white p-6 shadow-sm dark:bg-gray-950">
                <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" className="size-8 text-blue-600 dark:text-blue-400">
                  <path strokeLinecap="round" strokeLinejoin="round" d={choose(ICONS, item?.icon, "check")} />
                </svg>
                <h3 className="text-lg font-semibold text-gray-900 dark:text-gray-100">
                  {url !== undefined ? (
                    <a href={url} className="hover:underline">
                      {item?.title}
                    </a>
                  ) : (
                    item?.title
                  )}
                </h3>
                {item?.description && <p className="text-gray-600 dark:text-gray-400">{item.description}</p>}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
