import { type Slot, safeUrl } from "../slot";

export type CardProps = {
  title?: string;
  description?: string;
  imageUrl?: string;
  imageAlt?: string;
  href?: string;
  children?: Slot;
  footer?: Slot;
};

export function Card({ title, description, imageUrl, imageAlt, href, children: Children, footer: Footer }: CardProps) {
  const image = safeUrl(imageUrl);
  const url = safeUrl(href);
  return (
    <article className="overflow-hidden rounded-xl border border-gray-200 bg-white shadow-sm dark:border-gray-800 dark:bg-gray-900">
      {image !== undefined && <img src={image} alt={imageAlt ?? ""} loading="lazy" className="aspect-video w-full object-cover" />}
      <div className="flex flex-col gap-3 p-6">
        {title && (
          <h3 className="text-lg font-semibold text-gray-900 dark:text-gray-100">
            {url !== undefined ? (
              <a href={url} className="hover:underline">
                {title}
              </a>
            ) : (
              title
            )}
          </h3>
        )}
        {description && <p className="text-gray-600 dark:text-gray-400">{description}</p>}
        {Children && <Children className="flex flex-col gap-3" />}
      </div>
      {Footer && <Footer className="px-6 pb-6 empty:hidden" />}
    </article>
  );
}
