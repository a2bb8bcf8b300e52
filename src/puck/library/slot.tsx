import type { CSSProperties, ElementType, ReactElement } from "react";

/** How a component lays out the place where other components are put. */
export type SlotProps = {
  className?: string;
  style?: CSSProperties;
  as?: ElementType;
  allow?: string[];
  disallow?: string[];
};

/** A place for other components: render it as `<Content className="..." />`. */
export type Slot = (props: SlotProps) => ReactElement | null;

/** A slot nobody filled. */
export function EmptySlot({ className, style, as: As = "div" }: SlotProps) {
  return <As className={className} style={style} />;
}

/** An item whose component does not exist (any more): shows nothing, keeps its data. */
export function Unknown(_props: { item: unknown }) {
  return null;
}

/** Data that is kept for the visual editor and not shown. */
export function kept(_data: unknown): object {
  return {};
}

/** What Puck hands to components of the app besides their props; `zones` are the places of older documents. */
export function puck(zones: Record<string, Slot> = {}): object {
  const renderDropZone = ({ zone, ...layout }: SlotProps & { zone: string }) => {
    const Zone = Object.hasOwn(zones, zone) ? (zones[zone] as Slot) : EmptySlot;
    return <Zone {...layout} />;
  };
  return { puck: { isEditing: false, dragRef: null, metadata: {}, renderDropZone } };
}

/** Formatted text. The markup was reduced to an allow-list when this file was written. */
export function RichText({ html }: { html: string }) {
  return (
    <div className="[&_a]:underline [&_blockquote]:border-l-4 [&_blockquote]:pl-4 [&_h1]:text-4xl [&_h1]:font-bold [&_h2]:text-3xl [&_h2]:font-bold [&_h3]:text-2xl [&_h3]:font-semibold [&_ol]:list-decimal [&_ol]:pl-6 [&_p]:my-2 [&_ul]:list-disc [&_ul]:pl-6">
      <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  );
}

/** The URL if a page may lead to it (http, https, mailto, tel, or relative), else undefined. */
export function safeUrl(url: unknown): string | undefined {
  if (typeof url !== "string" || url === "") return undefined;
  const plain = url.replace(/[\u0000-\u0020\u007f-\u009f]/g, "").toLowerCase();
  const scheme = /^([a-z][a-z0-9+.-]*):/.exec(plain);
  return scheme === null || ["http", "https", "mailto", "tel"].includes(scheme[1] ?? "") ? url : undefined;
}

/** The value if it is a list, else an empty one. */
export function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** Class names, joined. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** The entry of a table that a value names, or that of the fallback. */
export function choose<T>(table: Record<string, T>, name: unknown, fallback: string): T {
  const known = typeof name === "string" && Object.hasOwn(table, name) ? name : fallback;
  return table[known] as T;
}

/** What a link needs to open in a new tab, or nothing. */
export function tab(newTab: boolean | undefined) {
  return newTab === true ? { target: "_blank", rel: "noopener noreferrer" } : {};
}
