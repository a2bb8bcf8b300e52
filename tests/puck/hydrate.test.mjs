// What we write takes over server-rendered HTML in Chromium without a word from React, of either generation.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { launchChromium } from "../browser/support/chromium.mjs";
import { convert } from "./convert.mjs";
import { components, document, schema } from "./documents.mjs";
import { workshop, write } from "./render.mjs";

const RANDOM = 40;
const tests = fileURLToPath(new URL("..", import.meta.url));
const generations = { 18: join(tests, "previous/node_modules"), 19: join(tests, "node_modules") };
const require = createRequire(import.meta.url);

let browser;
let shop;
let count;

before(async () => {
  const texts = (props) => [{ type: "Text", props: { id: `in-${props.id}`, text: "inside" } }];
  const filled = Object.entries(components).map(([type, { fields, defaultProps }]) => {
    const props = { id: `${type}-1`, ...defaultProps };
    for (const [name, field] of Object.entries(fields)) if (field.type === "slot") props[name] = texts(props);
    return { type, props };
  });
  // Every component once; random documents, without what no HTML may hold in one another: links in links, blocks in paragraphs.
  const documents = [{ content: filled.filter(({ type }) => type !== "Columns") }, ...Array.from({ length: RANDOM }, (_, seed) => flat(document(seed + 1)))];
  const answers = convert(documents.map((data, index) => ({ data, schema: { components: schema.components }, options: { page: `Page${index}` } })));
  shop = workshop({});
  for (const { files, error } of answers) {
    assert.equal(error, undefined);
    write(shop.folder, files);
  }
  count = documents.length;
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  shop?.remove();
});

/** A document of components that hold no others. */
function flat(data) {
  const leaves = ["Text", "Button", "Hero", "Features", "Pricing", "Navigation", "Footer", "FAQ", "Testimonial", "Image", "Plain"];
  const content = data.content.filter(({ type }) => leaves.includes(type));
  for (const { props } of content) for (const [name, value] of Object.entries(props)) if (Array.isArray(value) && value.some((item) => item?.type)) delete props[name];
  return { content };
}

async function bundle(entry, packages, options) {
  const alias = Object.fromEntries(["react", "react-dom"].map((name) => [name, join(packages, name)]));
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: shop.folder, loader: "tsx" }, alias, bundle: true, write: false, jsx: "automatic", logLevel: "error",
    define: { "process.env.NODE_ENV": '"development"' }, ...options,
  });
  return outputFiles[0].text;
}

for (const [version, packages] of Object.entries(generations)) {
  test(`React ${version} hydrates every page in silence`, async () => {
    const imports = Array.from({ length: count }, (_, index) => `import Page${index} from "./src/puck/Page${index}";`).join("\n");
    const pages = `${imports}\nimport { StrictMode } from "react";\nexport const pages = [${Array.from({ length: count }, (_, index) => `<StrictMode><Page${index} /></StrictMode>`)}];`;
    const server = await bundle(`${pages}\nimport { version } from "react"; import { renderToString } from "react-dom/server"; export const react = version; export const html = pages.map((page) => renderToString(page));`, packages, { platform: "node", format: "cjs" });
    const module = { exports: {} };
    new Function("module", "exports", "require", server)(module, module.exports, require);
    assert.equal(module.exports.react.split(".")[0], version);
    assert.ok(module.exports.html.every((html) => html.length > 10));
    const client = await bundle(
      `${pages}
      import { useEffect } from "react"; import { hydrateRoot } from "react-dom/client";
      const said = (window.said = []); window.alive = 0;
      function Alive({ children }) { useEffect(() => { window.alive += 1; }, []); return children; }
      pages.forEach((page, index) => hydrateRoot(document.getElementById("page" + index), <Alive>{page}</Alive>, { onRecoverableError: (error) => said.push(index + ": " + error.message) }));`,
      packages,
      { platform: "browser", format: "iife" },
    );

    const page = await browser.newPage();
    const logged = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && logged.push(message.text()));
    page.on("pageerror", (error) => logged.push(String(error)));
    // What the documents link to is nowhere.
    await page.route(/./, (route) => route.abort());
    const holders = module.exports.html.map((html, index) => `<div id="page${index}">${html}</div>`).join("");
    await page.setContent(`<!doctype html><meta charset="utf-8"><base href="http://page.test/"><body>${holders}</body>`, { waitUntil: "commit" });
    await page.evaluate((text) => new Function(text)(), client);
    await page.waitForFunction((count) => window.alive === count, count);
    assert.deepEqual(await page.evaluate(() => window.said), []);
    assert.deepEqual(logged.filter((text) => !/Failed to load resource|net::/.test(text)), []);
    // The menu of small screens works, and says so.
    const toggle = page.getByLabel("Menu", { exact: true }).first();
    assert.equal(await toggle.getAttribute("aria-expanded"), "false");
    await toggle.evaluate((button) => button.click());
    await page.waitForFunction((button) => button.getAttribute("aria-expanded") === "true", await toggle.elementHandle());
    assert.equal(await toggle.evaluate((button) => document.getElementById(button.getAttribute("aria-controls")).classList.contains("hidden")), false);
    await page.close();
  });
}
