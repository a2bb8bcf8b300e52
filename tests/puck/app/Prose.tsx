import type { ReactNode } from "react";

/** Rich text, at the top and in a list. */
export type ProseProps = { id?: string; body?: ReactNode; notes?: { text?: ReactNode }[] };

export const Prose = ({ body, notes }: ProseProps) => (
  <article>
    {body}
    {(notes ?? []).map((note, index) => (
      <li key={index}>{note.text}</li>
    ))}
  </article>
);
