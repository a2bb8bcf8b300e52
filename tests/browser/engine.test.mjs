// The engine in an app that has nothing of the demo: the Stimulus controller that the generator installs, and previews on a path of the editor's host.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { launchChromium } from "./support/chromium.mjs";
import { COUNT, LABEL } from "./support/counter.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const COUNTER = "src/components/Counter.tsx";
const PATIENCE = 60_000;

let host;
let browser;
let server;
let controller;

/** What an app with jsbundling makes of the controller. */
async function bundleController() {
  const contents = `import { Application } from "@hotwired/stimulus";
    import Hmr from ${JSON.stringify(path("ruby/app/javascript/hotframe/hmr_controller.js"))};
    Application.start().register("hmr", Hmr);`;
  const options = { stdin: { contents, resolveDir: path("examples") }, nodePaths: [path("examples/node_modules")], bundle: true, write: false, format: "iife" };
  return (await build(options)).outputFiles[0].text;
}

before(async () => {
  controller = await bundleController();
  host = spawn("ruby", ["-W0", path("tests/browser/support/engine.rb"), path("examples/apps/counter")], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await Promise.race([once(createInterface({ input: host.stdout }), "line"), once(host, "exit").then(() => assert.fail("the server ended"))]);
  server = JSON.parse(line);
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  if (host && host.exitCode === null) {
    host.stdin.end();
    await once(host, "exit");
  }
});

/** The editor's page with its preview running. */
async function open(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`http://127.0.0.1:${server.port}/editor/${server.app}`);
  await page.evaluate(() => {
    window.seen = [];
    for (const name of ["status", "message", "reveal"]) addEventListener(`hmr:${name}`, ({ detail }) => window.seen.push({ name, ...detail }));
    // Says who is there, as a session's cookie does in a real app.
    document.head.insertAdjacentHTML("beforeend", '<meta name="action-cable-url" content="/cable?user=ada">');
  });
  await page.addScriptTag({ content: controller });
  const frame = await (await page.waitForSelector("#preview_iframe")).contentFrame();
  await frame.waitForSelector(COUNT);
  await page.waitForFunction(() => window.seen.some(({ status }) => status === "ready"));
  return { page, frame };
}

const write = ({ page }, file, content) =>
  page.evaluate(([file, content]) => document.querySelector("[data-controller=hmr]").dispatchEvent(new CustomEvent("hmr:write", { detail: { path: file, content } })), [file, content]);

const shows = ({ frame }, selector, text) => frame.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent.trim() === text, [selector, text]);

const heard = ({ page }, fields) => page.waitForFunction((fields) => window.seen.find((seen) => Object.entries(fields).every(([key, value]) => seen[key] === value)), fields);

const source = () => readFile(path(`examples/apps/counter/${COUNTER}`), "utf8");

test("the generator's Stimulus controller keeps previews on a path of the editor's host live, in frames without an origin", async () => {
  const context = await browser.newContext();
  const [one, two] = [await open(context), await open(context)];
  const text = await source();
  for (const tab of [one, two]) {
    assert.equal(await tab.frame.evaluate(() => self.origin), "null", "the preview has no origin");
    assert.equal(await tab.page.locator("#preview_iframe").getAttribute("sandbox").then((sandbox) => sandbox.includes("allow-same-origin")), false);
    await tab.frame.evaluate(() => (window.mark = true));
  }
  await one.frame.click(COUNT);
  const src = await one.page.locator("#preview_iframe").getAttribute("src");

  await write(one, COUNTER, text.replace("You clicked", "You pressed"));
  for (const tab of [one, two]) await shows(tab, LABEL, "You pressed");
  await shows(one, COUNT, "1");
  await shows(two, COUNT, "0");
  await one.page.waitForSelector('[data-controller="hmr"][data-hmr-status="updated"]');

  await write(one, COUNTER, "export const = broken");
  await one.page.waitForSelector('[data-controller="hmr"][data-hmr-status="error"]');
  await two.frame.locator("hotframe-overlay").waitFor({ state: "attached" });
  await write(two, COUNTER, text.replace("You clicked", "Mended"));
  for (const tab of [one, two]) {
    await shows(tab, LABEL, "Mended");
    await tab.frame.locator("hotframe-overlay").waitFor({ state: "detached" });
    assert.equal(await tab.frame.evaluate(() => window.mark), true, "the preview's window is another one");
  }
  await shows(one, COUNT, "1");
  assert.equal(await one.page.locator("#preview_iframe").getAttribute("src"), src);
  await context.close();
});

test("a place that is pointed at in a preview without an origin is told to the page", async () => {
  const context = await browser.newContext();
  const tab = await open(context);
  await tab.frame.click(COUNT, { modifiers: ["Alt"] });
  const { file, line } = await (await heard(tab, { name: "reveal" })).jsonValue();
  assert.equal(file, COUNTER);
  assert.match((await source()).split("\n")[line - 1], /<button/);
  await context.close();
});

test("the preview's page cannot be had without its token, and its address is not the app's id", async () => {
  const context = await browser.newContext();
  const { page } = await open(context);
  const address = new URL(await page.locator("#preview_iframe").getAttribute("src"));
  assert.equal((await fetch(address)).status, 200);
  address.search = "";
  assert.equal((await fetch(address)).status, 403);
  assert.doesNotMatch(address.pathname, new RegExp(`/${server.app}/`));
  await context.close();
});
