import { Fragment, type ReactNode } from "react";

const inline = (text: string): ReactNode[] =>
  text.split(/(\*\*.+?\*\*|`.+?`)/g).map((part, index) => {
    if (part.startsWith("**")) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("`")) return <code key={index}>{part.slice(1, -1)}</code>;
    return <Fragment key={index}>{part}</Fragment>;
  });

/** Enough Markdown for the reports: headings, lists, quotes and paragraphs. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {text
        .trim()
        .split(/\n{2,}/)
        .map((block, index) => {
          if (block.startsWith("## ")) return <h2 key={index}>{inline(block.slice(3))}</h2>;
          if (block.startsWith("> ")) return <blockquote key={index}>{inline(block.slice(2))}</blockquote>;
          if (block.startsWith("- "))
            return (
              <ul key={index}>
                {block.split("\n").map((item) => (
                  <li key={item}>{inline(item.slice(2))}</li>
                ))}
              </ul>
            );
          return <p key={index}>{inline(block)}</p>;
        })}
    </>
  );
}
