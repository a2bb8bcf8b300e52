// puck_edit.mjs [N]: how long an edit takes from Puck to the preview's DOM, debounce included, how long until its row is saved, and how long the visual
// editor takes to open, through the real Rails app.
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { RailsServer } from "../../tests/browser/support/server.mjs";
import { Tab } from "../../tests/browser/support/tab.mjs";
import { Visual } from "../../tests/browser/support/visual.mjs";
import { WARM_UP, watchText, whenSeen } from "./edits.mjs";
import { printTable, row } from "./figures.mjs";

const N = Number(process.argv[2] ?? 100);
const OPENINGS = Math.max(3, Math.round(N / 20));

/** Runs in the editor's page before its scripts: notes when a document was saved. */
function watchSaves() {
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (data.includes('"puck_saved"')) window.benchSaved = performance.timeOrigin + performance.now();
      });
    }
  };
}

/** Types into a field of Puck's, and returns when. */
function type(input, text) {
  const now = performance.timeOrigin + performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return now;
}

async function edits(context, server) {
  const tab = await Tab.open(context, server, await server.database.copyApp("Landing"));
  const visual = await Visual.open(tab);
  await visual.component("Features").getByText("Built for small teams").click();
  // Puck has its fields twice, for narrow windows too.
  const input = visual.frame.locator('input[name="heading"]').first();
  await input.waitFor({ state: "attached" });
  await tab.frame.evaluate(watchText, "h2");
  const times = [];
  for (let i = 1; i <= N + WARM_UP; i++) {
    const wanted = `Edit ${i}`;
    await tab.page.evaluate(() => (window.benchSaved = 0));
    const start = await input.evaluate(type, wanted);
    const shown = await whenSeen(tab.frame, wanted);
    const saved = await (await tab.page.waitForFunction(() => window.benchSaved)).jsonValue();
    times.push({ shown: shown - start, saved: saved - start });
  }
  await tab.page.close();
  return times.slice(WARM_UP);
}

/** From the click on "Visual" until components stand on the canvas, in a page of its own each time. */
async function openings(context, server) {
  const app = await server.database.copyApp("Landing");
  const times = [];
  for (let i = 0; i < OPENINGS; i++) {
    const tab = await Tab.open(context, server, app);
    const start = performance.now();
    await Visual.open(tab);
    times.push(performance.now() - start);
    await tab.page.close();
  }
  return times;
}

const server = await RailsServer.start();
const browser = await launchChromium();
try {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  await context.addInitScript(watchSaves);
  await server.signIn(context);
  const opened = await openings(context, server);
  const times = await edits(context, server);
  printTable(`Puck in the Rails demo, ${N} edits, ${OPENINGS} openings`, [
    row("edit in Puck -> DOM in the preview", times.map(({ shown }) => shown)),
    row("edit in Puck -> saved", times.map(({ saved }) => saved)),
    row("opening the visual editor", opened),
  ]);
  console.log(`the first opening, which may wait for Puck to be bundled: ${opened[0].toFixed(0)} ms`);
} finally {
  await browser.close();
  await server.stop();
}
