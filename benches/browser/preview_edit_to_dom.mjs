// preview_edit_to_dom.mjs [N] [part of an app's name] [part of a host's name]: from a file written to the browser's DOM, in hotframe-preview and in npm Vite 8 and 5. The same apps,
// edits, machine and Chromium; hosts one after the other.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { APPS, ROOT, makeApp } from "./apps.mjs";
import { percentile, printTable, row } from "./figures.mjs";

const N = Number(process.argv[2] ?? 60);
const ONLY = process.argv[3] ?? "";
const HOST = process.argv[4] ?? "";
const WARM_UP = 5;
/** Watchers overlook a write at times, when the machine is busy: such an edit is made again and does not count. */
const OVERLOOKED = 20_000;
const PROGRAM = process.env.HOTFRAME_PREVIEW ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), process.env.PROFILE ?? "release", "hotframe-preview");
const vite = (version) => [process.execPath, [join(ROOT, "benches/browser/serve_vite.mjs"), version]];

const HOSTS = [
  { name: "hotframe", start: ({ folder, nodeModules }) => [PROGRAM, ["serve", folder, "--port", "0", "--node-modules", nodeModules]] },
  { name: "Vite 8", start: ({ folder }) => [vite("8")[0], [...vite("8")[1], folder]] },
  { name: "Vite 5", start: ({ folder }) => [vite("5")[0], [...vite("5")[1], folder]] },
];

async function serve(host, app) {
  const child = spawn(...host.start(app), { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), once(child, "exit").then(([code]) => Promise.reject(new Error(`${host.name} ended with ${code}`)))]);
  return { url: /http:\S+/.exec(line)[0], stop: () => (child.kill(), once(child, "exit")) };
}

/** Runs in the page: notes when the element first shows each text, with the padding that comes with it if there is one. */
function watch(selector) {
  const seen = (window.benchSeen = {});
  const note = () => {
    const element = document.querySelector(selector);
    const [, edit] = /Edit (\d+)/.exec(element?.textContent ?? "") ?? [];
    if (!edit || seen[edit]) return;
    const classed = /pl-\[(\d+)px\]/.exec(element.className);
    if (classed && getComputedStyle(element).paddingLeft !== `${classed[1]}px`) return;
    seen[edit] = performance.timeOrigin + performance.now();
  };
  new MutationObserver(note).observe(document, { childList: true, characterData: true, attributes: true, subtree: true });
  addEventListener("load", note, true);
}

async function measure(page, app, { folder }, withClass) {
  const file = join(folder, app.path);
  const source = readFileSync(file, "utf8");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  let bytes = 0;
  let took = 0;
  let overlooked = 0;
  devtools.on("Network.webSocketFrameReceived", ({ response }) => {
    bytes += response.payloadData.length;
    took = Number(/"took":([\d.]+)/.exec(response.payloadData)?.[1] ?? took);
  });
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const edits = [];
  for (let edit = 1; edit <= N + WARM_UP; edit++) {
    let text = source.replace(app.text, `Edit ${edit + (withClass ? 10_000 : 0)}`);
    const added = `pl-[${edit}px]`;
    if (withClass) text = text.replace(app.classes, app.classed?.(added) ?? added);
    bytes = 0;
    const number = edit + (withClass ? 10_000 : 0);
    const start = performance.timeOrigin + performance.now();
    writeFileSync(file, text);
    const shown = await page.waitForFunction((number) => window.benchSeen[number], number, { timeout: OVERLOOKED }).catch(() => undefined);
    if (shown) {
      edits.push({ time: (await shown.jsonValue()) - start, bytes, took });
    } else if (++overlooked > N) {
      throw new Error("edits do not arrive");
    } else {
      edit--;
    }
    // Vite's watcher overlooks a second write to a file within 50 ms of the first.
    await pause(100);
  }
  writeFileSync(file, source);
  await devtools.detach();
  return edits.slice(WARM_UP);
}

const browser = await launchChromium();
try {
  for (const app of APPS.filter(({ name }) => name.includes(ONLY))) {
    const rows = [];
    const more = [];
    for (const host of HOSTS.filter(({ name }) => name.includes(HOST))) {
      const copy = makeApp(app);
      const server = await serve(host, copy);
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      try {
        await page.addInitScript(watch, app.selector);
        const opened = performance.now();
        await page.goto(server.url);
        await page.waitForSelector(app.selector);
        more.push(`first render ${host.name} ${Math.round(performance.now() - opened)} ms`);
        // Vite reloads the page once more when it has found its npm packages.
        await pause(1_000);
        for (const withClass of app.tailwind ? [false, true] : [false]) {
          const edits = await measure(page, app, copy, withClass);
          rows.push(row(`${host.name}, ${withClass ? "text and a new class" : "text"}`, edits.map(({ time }) => time)));
          const server = host.name === "hotframe" ? `, in the session ${percentile(edits.map(({ took }) => took), 0.5).toFixed(2)} ms` : "";
          more.push(`${host.name}${withClass ? ", new class" : ""}: ${percentile(edits.map(({ bytes }) => bytes), 0.5)} bytes per edit${server}`);
        }
      } finally {
        await page.close();
        await server.stop();
        copy.delete();
      }
    }
    printTable(`${app.name}, ${app.path}, ${N} edits`, rows);
    for (const line of more) console.log(`  ${line}`);
  }
} finally {
  await browser.close();
}
