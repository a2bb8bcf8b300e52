import { choose, classes, safeUrl } from "../slot";

export type ImageProps = {
  src?: string;
  alt?: string;
  caption?: string;
  rounded?: "none" | "md" | "xl" | "full";
  fit?: "cover" | "contain";
  href?: string;
  /** The name of `src` in older documents. */
  url?: string;
};

const CORNERS = { none: "", md: "rounded-md", xl: "rounded-xl", full: "rounded-full" };

export function Image({ src, alt, caption, rounded, fit, href, url }: ImageProps) {
  const source = safeUrl(src ?? url);
  const target = safeUrl(href);
  const className = classes("h-auto max-w-full", choose(CORNERS, rounded, "none"), fit === "contain" ? "object-contain" : "object-cover");
  const image = <img src={source} alt={alt ?? ""} loading="lazy" className={className} />;
  return (
    <figure className="flex flex-col gap-2">
      {target !== undefined ? <a href={target}>{image}</a> : image}
      {caption && <figcaption className="text-sm text-gray-500 dark:text-gray-400">{caption}</figcaption>}
    </figure>
  );
}
