import type { ComponentType, ReactNode } from "react";

/** A root: what stands around every page. */
export default function Frame({ title, theme, header: Header, children }: { title?: string; theme?: string; header?: ComponentType<{ className?: string }>; children?: ReactNode }) {
  return (
    <main data-theme={theme}>
      <h1>{title}</h1>
      {Header && <Header className="header" />}
      {children}
    </main>
  );
}
