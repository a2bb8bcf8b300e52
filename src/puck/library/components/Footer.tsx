import { list, safeUrl } from "../slot";

type Link = { label?: string; href?: string };

export type FooterProps = {
  brand?: string;
  columns?: { title?: string; links?: Link[] }[];
  social?: Link[];
  copyright?: string;
  legal?: Link[];
};

function Links({ links, className }: { links: readonly Link[]; className: string }) {
  return (
    <ul className={className}>
      {links.map((link, index) => (
        <li key={index}>
          <a href={safeUrl(link?.href)} className="text-gray-600 hover:text-gray-900 dark:text-gray-400 dark:hover:text-gray-100">
            {link?.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

export function Footer({ brand, columns, social, copyright, legal }: FooterProps) {
  return (
    <footer className="w-full border-t border-gray-200 bg-white px-4 py-12 sm:px-6 lg:px-8 dark:border-gray-800 dark:bg-gray-950">
      <div className="mx-auto flex max-w-7xl flex-col gap-10">
        <div className="flex flex-col gap-8 md:flex-row md:justify-between">
          {brand && <p className="text-lg font-bold text-gray-900 dark:text-gray-50">{brand}</p>}
          <div className="grid grid-cols-2 gap-8 sm:grid-cols-3">
            {list(columns).map((column, index) => (
              <div key={index} className="flex flex-col gap-3">
                <h3 className="text-sm font-semibold text-gray-900 dark:text-gray-100">{column?.title}</h3>
                <Links links={list(column?.links)} className="flex flex-col gap-2 text-sm" />
              </div>
            ))}
          </div>
        </div>
        <div className="flex flex-col gap-4 border-t border-gray-200 pt-8 text-sm sm:flex-row sm:items-center sm:justify-between dark:border-gray-800">
          {copyright && <p className="text-gray-500 dark:text-gray-400">{copyright}</p>}
          <Links links={list(legal)} className="flex gap-4" />
          <Links links={list(social)} className="flex gap-4" />
        </div>
      </div>
    </footer>
  );
}
