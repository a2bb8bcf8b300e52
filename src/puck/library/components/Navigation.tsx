import { useId, useState } from "react";
import { classes, list, safeUrl } from "../slot";

type Link = { label?: string; href?: string; children?: { label?: string; href?: string }[] };

export type NavigationProps = {
  brand?: string;
  logoUrl?: string;
  links?: Link[];
  ctaLabel?: string;
  ctaHref?: string;
  sticky?: boolean;
};

const LINK = "text-gray-700 hover:text-blue-600 dark:text-gray-300 dark:hover:text-blue-400";

function Links({ links }: { links: readonly Link[] }) {
  return links.map((link, index) => (
    <li key={index} className="flex flex-col gap-2">
      <a href={safeUrl(link?.href)} className={LINK}>
        {link?.label}
      </a>
      {list(link?.children).length > 0 && (
        <ul className="flex flex-col gap-1 pl-4 text-sm">
          {list(link.children).map((child, position) => (
            <li key={position}>
              <a href={safeUrl(child?.href)} className={LINK}>
                {child?.label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  ));
}

export function Navigation({ brand, logoUrl, links, ctaLabel, ctaHref, sticky }: NavigationProps) {
  const [open, setOpen] = useState(false);
  const menu = useId();
  const logo = safeUrl(logoUrl);
  return (
    <header className={classes("w-full border-b border-gray-200 bg-white dark:border-gray-800 dark:bg-gray-950", sticky === true && "sticky top-0 z-50")}>
      <nav aria-label={brand || "Main"} className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-4 px-4 py-4 sm:px-6 lg:px-8">
        <a href="/" className="flex items-center gap-2 text-lg font-bold text-gray-900 dark:text-gray-50">
          {logo !== undefined && <img src={logo} alt="" className="h-8 w-auto" />}
          {brand}
        </a>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={menu}
          aria-label="Menu"
          className="rounded-md p-2 text-gray-700 hover:bg-gray-100 md:hidden dark:text-gray-300 dark:hover:bg-gray-800"
          onClick={() => setOpen(!open)}
        >
          <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" className="size-6">
            <path strokeLinecap="round" d={open ? "M6 6l12 12M6 18L18 6" : "M4 6h16M4 12h16M4 18h16"} />
          </svg>
        </button>
        <div id={menu} className={classes("w-full flex-col gap-4 md:flex md:w-auto md:flex-row md:items-center", open ? "flex" : "hidden")}>
          <ul className="flex flex-col gap-4 md:flex-row md:items-center">
            <Links links={list(links)} />
          </ul>
          {ctaLabel && (
            <a href={safeUrl(ctaHref)} className="rounded-md bg-blue-600 px-4 py-2 text-center font-medium text-white hover:bg-blue-700 dark:bg-blue-500">
              {ctaLabel}
            </a>
          )}
        </div>
      </nav>
    </header>
  );
}
