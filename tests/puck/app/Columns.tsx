import type { ReactNode } from "react";

type Zone = (props: { zone: string; className?: string }) => ReactNode;

/** Places components by zones, as documents before slots do. */
export function Columns({ puck }: { id?: string; puck?: { renderDropZone: Zone; isEditing: boolean } }) {
  return (
    <div data-editing={puck?.isEditing ? "yes" : "no"}>
      {puck?.renderDropZone({ zone: "left", className: "left" })}
      {puck?.renderDropZone({ zone: "right" })}
    </div>
  );
}
