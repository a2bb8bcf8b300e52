// edit_to_dom.mjs [N]: how long an edit takes from the editor to the preview's DOM, through the real Rails app, and where the time goes.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { RailsServer } from "../../tests/browser/support/server.mjs";
import { Tab } from "../../tests/browser/support/tab.mjs";
import { EDITS, WARM_UP, watchText, whenSeen } from "./edits.mjs";
import { printTable, row } from "./figures.mjs";

const N = Number(process.argv[2] ?? 100);

/** Runs in the editor's page before its scripts: notes when what goes over the cable. */
function watchCable() {
  const cable = (window.benchCable = []);
  const note = (what, text) => cable.push({ what, text, at: performance.timeOrigin + performance.now() });
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => note("receive", data));
    }

    send(data) {
      note("send", data);
      super.send(data);
    }
  };
}

/** One edit, with the times at its stations. */
async function measure(tab, path, text) {
  const start = await tab.page.evaluate((text) => {
    window.benchCable.length = 0;
    const now = performance.timeOrigin + performance.now();
    window.hotframeEditor.setContent(text.source);
    return now;
  }, text);
  const shown = await whenSeen(tab.frame, text.wanted);
  // Applying is reported after the DOM has changed.
  const cable = await tab.page.waitForFunction(() => {
    const done = window.benchCable.some(({ what, text }) => what === "send" && text.includes("hmr_success"));
    return done && window.benchCable;
  });
  const events = await cable.jsonValue();
  const at = (what, word) => events.find((event) => event.what === what && event.text.includes(word));
  const sent = at("send", "update_file").at;
  const received = at("receive", '"hmr_update"');
  const { duration } = JSON.parse(JSON.parse(at("send", "hmr_success").text).data);
  return { total: shown - start, editor: sent - start, server: received.at - sent, page: shown - received.at, apply: duration };
}

async function measureApp(context, server, { app, path, text, selector }) {
  const id = await server.database.copyApp(app);
  const tab = await Tab.open(context, server, id);
  await tab.frame.evaluate(watchText, selector);
  await tab.page.evaluate((path) => window.hotframeEditor.open(path), path);
  const source = await tab.page.evaluate(() => window.hotframeEditor.content());
  const times = [];
  for (let i = 1; i <= N + WARM_UP; i++) {
    const wanted = `Edit ${i}`;
    times.push(await measure(tab, path, { wanted, source: source.replace(text, wanted) }));
  }
  await tab.page.close();
  return times.slice(WARM_UP);
}

/** What the gem itself needs for the same edits, outside of Rails. */
async function measureGem({ folder, path, text }) {
  const script = fileURLToPath(new URL("session_update.rb", import.meta.url));
  const { stdout } = await promisify(execFile)("ruby", [script, folder, path, text, String(N + WARM_UP)]);
  return JSON.parse(stdout).slice(WARM_UP);
}

const server = await RailsServer.start();
const browser = await launchChromium();
try {
  const context = await browser.newContext();
  await context.addInitScript(watchCable);
  await server.signIn(context);
  for (const edit of EDITS) {
    const times = await measureApp(context, server, edit);
    const gem = await measureGem(edit);
    printTable(`${edit.app}, ${edit.path}, ${N} edits`, [
      row("edit -> DOM", times.map(({ total }) => total)),
      row("  editor, until it is sent", times.map(({ editor }) => editor)),
      row("  Rails and cable, there and back", times.map(({ server }) => server)),
      row("    ours: Session#update", gem),
      row("  preview, until the DOM has changed", times.map(({ page }) => page)),
      row("    ours: applying, until reported", times.map(({ apply }) => apply)),
    ]);
  }
} finally {
  await browser.close();
  await server.stop();
}
