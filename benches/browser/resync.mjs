// resync.mjs [N]: how long a tab needs to catch up with N edits that it missed (100 unless told), from the moment it is online to the last text in the DOM.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { HotframeHost } from "../../tests/browser/support/preview/hotframe_host.mjs";
import { WatchedPage } from "../../tests/browser/support/preview/watched_page.mjs";
import { APPS, makeApp } from "./apps.mjs";
import { printTable, row } from "./figures.mjs";

const MISSED = Number(process.argv[2] ?? 100);
const ROUNDS = 10;

const app = APPS.find(({ name }) => name.includes("1000"));
const copy = makeApp(app);
const write = (path, content) => writeFileSync(join(copy.folder, path), content);
const host = new HotframeHost({ path: copy.folder, write: (path, content) => write(path.replace("public/", "public-"), content) }, copy.nodeModules);
const browser = await launchChromium();
try {
  await host.start();
  const page = new WatchedPage(await browser.newPage(), host, 60_000);
  let away = false;
  const lines = new Set();
  await page.page.routeWebSocket(/@hotframe/, (line) => {
    if (away) return line.close();
    lines.add(line);
    line.onClose(() => lines.delete(line));
    line.connectToServer();
  });
  await page.goto();
  const leaves = Array.from({ length: MISSED }, (_, index) => `src/Leaf${Math.floor(index / 9)}x${index % 9}.tsx`);
  const times = [];
  for (let round = 1; round <= ROUNDS; round++) {
    away = true;
    for (const line of [...lines]) await line.close();
    await page.has('html[data-hotframe="offline"]');
    for (const leaf of leaves) {
      const text = readFileSync(join(copy.folder, leaf), "utf8");
      write(leaf, text.replace(/<(p|h1)([^>]*)>(.*)<\//, `<$1$2>Edit ${round}</`));
    }
    // The host has taken them all when it has the last one: it answers new tabs with it.
    const last = await browser.newPage();
    await last.goto(host.url);
    await last.waitForFunction(([round, missed]) => [...document.querySelectorAll("p, h1")].filter(({ textContent }) => textContent === `Edit ${round}`).length === missed, [round, MISSED]);
    await last.close();
    away = false;
    times.push(
      await page.evaluate(
        ([round, missed]) =>
          new Promise((resolve) => {
            const start = performance.now();
            const look = () => {
              const shown = [...document.querySelectorAll("p, h1")].filter(({ textContent }) => textContent === `Edit ${round}`).length;
              if (shown === missed) resolve(performance.now() - start);
            };
            new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
            window.dispatchEvent(new Event("online"));
          }),
        [round, MISSED],
      ),
    );
  }
  printTable(`a tab that missed ${MISSED} edits, 1,000 modules`, [row("online -> DOM", times)]);
} finally {
  await browser.close();
  await host.stop();
  copy.delete();
}
