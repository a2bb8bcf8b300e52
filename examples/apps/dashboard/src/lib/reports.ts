import type { Report } from "@/types";

const files = import.meta.glob<string>("../content/reports/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

function parse(path: string, text: string): Report {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const fields = Object.fromEntries(head.split("\n").map((line) => /^(\w+):\s*(.*)$/.exec(line)?.slice(1) ?? [line, ""]));
  const slug = path.replace(/^.*\/(.+)\.md$/, "$1");

  return { slug, title: fields.title ?? slug, published: fields.published, body };
}

export const reports: Report[] = Object.entries(files)
  .map(([path, text]) => parse(path, text))
  .sort((a, b) => b.published.localeCompare(a.published));
