// Files of a case on the disk, for tools that read nothing else. One folder for a whole run, below `tests`, so that packages are found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("../..", import.meta.url));
let base;
let count = 0;

/** A new folder that holds `files`. */
export function folderOf(files) {
  if (!base) {
    base = mkdtempSync(join(tests, ".oracle-"));
    process.on("exit", () => rmSync(base, { recursive: true, force: true }));
  }
  const folder = join(base, String(++count));
  mkdirSync(folder);
  writeInto(folder, files);
  return folder;
}

export function writeInto(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
