/** Shows every prop it declares. */
export type PlainProps = { id?: string; title?: string; note?: string; count?: number; choice?: "a" | "b" | 3 | true; details?: { name?: string; size?: number }; rows?: { label?: string; value?: number }[]; anything?: unknown };

export function Plain({ id, title, note, count, choice, details, rows, anything }: PlainProps) {
  return (
    <section data-id={id} title={typeof title === "string" ? title : undefined}>
      <h2>{title}</h2>
      <p>{note}</p>
      <pre>{JSON.stringify({ count, choice, details, rows, anything })}</pre>
    </section>
  );
}
