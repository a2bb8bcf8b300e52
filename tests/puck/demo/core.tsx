// What the demo imports from inside of Puck, from Next.js and from lucide-react: as much as its markup needs.
import type { ComponentType, ReactNode } from "react";

export * from "@puckeditor/core";

type Styles = Record<string, string>;

/** BEM names of a component, from the names of a CSS module. */
export const getClassNameFactory =
  (root: string, styles: Styles) =>
  (options: string | Record<string, unknown> = {}): string => {
    if (typeof options === "string") return styles[`${root}-${options}`] ?? "";
    const modifiers = Object.keys(options).filter((name) => options[name]);
    return [styles[root], ...modifiers.map((name) => styles[`${root}--${name}`])].filter(Boolean).join(" ");
  };

export function Heading({ children, rank, size = "m" }: { children: ReactNode; rank?: string; size?: string }) {
  const Tag = rank ? (`h${rank}` as "h1") : "span";
  return <Tag className={`heading-${size}`}>{children}</Tag>;
}

export const generateId = (type = "") => `${type}-new`;

const icon = (name: string) => () => <svg data-icon={name} />;
export const [Link2, Quote, ALargeSmall, AlignLeft] = ["link-2", "quote", "a-large-small", "align-left"].map(icon) as [ComponentType, ComponentType, ComponentType, ComponentType];

/** `lucide-react/dynamicIconImports` and `next/dynamic`, as one default export: a table of icons when it is read, a loader when it is called. */
const names = ["pen-tool", "git-merge", "github", "feather"];
export default Object.assign((load: () => ComponentType) => load(), Object.fromEntries(names.map((name) => [name, () => icon(name)])));
