// The engine in an app that has nothing of the demo: the Stimulus controller that the generator installs, and previews on a path of the editor's host.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launchChromium } from "./support/chromium.mjs";
import { COUNT, LABEL } from "./support/counter.mjs";
import { EngineServer, path, write } from "./support/engine.mjs";

const COUNTER = "src/components/Counter.tsx";

let browser;
let server;

before(async () => {
  server = await EngineServer.start("examples/apps/counter");
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (context) => server.open(context, COUNT);

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

test("files of public/ that the document names from the root are found below the path", async () => {
  const context = await browser.newContext();
  const { page, frame } = await open(context);
  const base = new URL(await page.locator("#preview_iframe").getAttribute("src")).pathname;
  const icon = new URL(await frame.evaluate(() => document.querySelector("link[rel=icon]").href));
  assert.equal(icon.pathname, `${base}favicon.svg`);
  const answer = await fetch(icon);
  assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "image/svg+xml"]);
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
