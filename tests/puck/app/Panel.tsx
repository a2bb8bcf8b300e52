import type { ComponentType } from "react";

type Slot = ComponentType<{ className?: string; as?: "ul" | "section"; style?: { color: string } }>;

/** Slots at the top, in an object and in a list. */
export type PanelProps = { id?: string; heading?: string; body?: Slot; side?: { title?: string; content?: Slot }; tabs?: { label?: string; content?: Slot }[] };

export default function Panel({ heading, body: Body, side, tabs }: PanelProps) {
  const Side = side?.content;
  return (
    <div>
      <h1>{heading}</h1>
      {Body && <Body className="body" style={{ color: "red" }} />}
      {side && <aside>{side.title}</aside>}
      {Side && <Side as="section" />}
      {(tabs ?? []).map(({ label, content: Content }, index) => (
        <div key={index}>
          <b>{label}</b>
          {Content && <Content as="ul" />}
        </div>
      ))}
    </div>
  );
}
