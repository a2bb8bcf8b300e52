// Cases as text. A file holds those of one feature:
//
//   === title {"oracle": "vite"}       settings are optional
//   --- main.ts                        the first file is the entry
//   console.log(1 as number)
//
// For texts that an editor would spoil (byte order marks, line ends) there are `.mjs` files that export `cases`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** All cases of a folder: `{ feature, title, files, entry, ...settings }`. */
export async function casesOf(folder) {
  const cases = [];
  for (const name of readdirSync(folder).sort()) {
    const feature = name.replace(/\.\w+$/, "");
    const found = name.endsWith(".mjs") ? (await import(pathToFileURL(join(folder, name)))).cases : parse(readFileSync(join(folder, name), "utf8"));
    for (const one of found) cases.push({ feature, entry: Object.keys(one.files)[0], ...one });
  }
  return cases;
}

function parse(text) {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [heading, ...rest] = part.split(/^--- /m);
      const [, title, settings] = /^(.*?)\s*(\{.*\})?\s*$/s.exec(heading);
      const files = Object.fromEntries(
        rest.map((file) => {
          const end = file.indexOf("\n");
          return [file.slice(0, end).trim(), file.slice(end + 1).replace(/\n+$/, "\n")];
        }),
      );
      return { title, files, ...(settings && JSON.parse(settings)) };
    });
}
