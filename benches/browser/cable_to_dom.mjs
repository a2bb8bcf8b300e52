// cable_to_dom.mjs [N]: from a write in the editor's page to the preview's DOM, through Puma and each cable that Rails has.
import { readFile } from "node:fs/promises";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { EngineServer, path, write } from "../../tests/browser/support/engine.mjs";
import { EDITS, WARM_UP, watchText, whenSeen } from "./edits.mjs";
import { printTable, row } from "./figures.mjs";

const N = Number(process.argv[2] ?? 100);
const [edit] = EDITS;
const folder = `examples/apps/${edit.folder}`;
const source = await readFile(path(`${folder}/${edit.path}`), "utf8");

async function measure(browser, cable) {
  const server = await EngineServer.start(folder, cable);
  try {
    const tab = await server.open(await browser.newContext(), edit.selector);
    await tab.frame.evaluate(watchText, edit.selector);
    const times = [];
    for (let i = 1; i <= N + WARM_UP; i++) {
      const wanted = `Edit ${i}`;
      const start = await write(tab, edit.path, source.replace(edit.text, wanted));
      times.push((await whenSeen(tab.frame, wanted)) - start);
    }
    return times.slice(WARM_UP);
  } finally {
    await server.stop();
  }
}

const browser = await launchChromium();
try {
  const rows = [];
  for (const cable of ["async", "redis", "postgresql"]) rows.push(row(cable, await measure(browser, cable)));
  printTable(`edit -> DOM in Chromium, ${N} edits of ${edit.path}`, rows);
} finally {
  await browser.close();
}
