import { closeSync, ftruncateSync, openSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export default async ({ open, read, folder }) => {
  const page = await open();
  await page.click("#count");
  const source = read("src/App.tsx");
  const file = join(folder.path, "src/App.tsx");
  // Emptied, and written a moment later.
  const handle = openSync(file, "r+");
  ftruncateSync(handle);
  await pause(15);
  writeSync(handle, source.replace("one {", "two {"), 0);
  closeSync(handle);
  await page.shows("#count", "two 1");
  // Written elsewhere, and moved over it, as vim does.
  writeFileSync(`${file}~`, source.replace("one {", "three {"));
  renameSync(`${file}~`, file);
  await page.shows("#count", "three 1");
  // Moved away first, as some do.
  renameSync(file, `${file}.bak`);
  await pause(15);
  writeFileSync(file, source.replace("one {", "four {"));
  await page.shows("#count", "four 1");
};
