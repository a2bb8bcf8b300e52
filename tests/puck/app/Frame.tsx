import type { ComponentType, ReactNode } from "react";

/** A root: what stands around every page. */
type FrameProps = {
  title?: string;
  theme?: string;
  header?: ComponentType<{ className?: string }>;
  children?: ReactNode;
  puck?: { renderDropZone: ComponentType<{ zone: string; className?: string }> };
};

export default function Frame({ title, theme, header: Header, children, puck }: FrameProps) {
  const DropZone = puck?.renderDropZone;
  return (
    <main data-theme={theme}>
      <h1>{title}</h1>
      {Header && <Header className="header" />}
      {theme === "zones" ? DropZone && <DropZone zone="default-zone" className="content" /> : children}
      {DropZone && <DropZone zone="aside" />}
    </main>
  );
}
