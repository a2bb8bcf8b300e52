// Small apps, built by us and by Vite, opened in Chromium: both must say and show the same.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../browser/support/chromium.mjs";
import { casesOf } from "../oracles/support/fixtures.mjs";
import { buildOurs, buildVite, manifestOf, stylesOf, tailwind, weigh } from "./support/build.mjs";
import { observe } from "./support/observe.mjs";
import { serve } from "./support/serve.mjs";

const tests = fileURLToPath(new URL("..", import.meta.url));
const nodeModules = join(tests, "node_modules");
const PAGE = (entry) => `<!doctype html><html><head><meta charset="utf-8"></head><body><div id="root"></div><script type="module" src="/${entry}"></script></body></html>`;
// (module (func (export "answer") (result i32) i32.const 42))
const WASM = Buffer.from("0061736d010000000105016000017f03020100070a0106616e7377657200000a06010400412a0b", "hex");

const only = process.env.CASE;
const cases = (await casesOf(join(tests, "bundle", "fixtures"))).filter(({ feature, title }) => !only || `${feature}: ${title}`.includes(only));
let folder, server, browser, context;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotframe-bundle-"));
  // Vite finds packages from the app's folder upward.
  await symlink(nodeModules, join(folder, "node_modules"));
  server = await serve(join(folder, "out"));
  browser = await launchChromium();
  context = await browser.newContext();
});

after(async () => {
  await browser?.close();
  server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("there are enough apps", { skip: !!only }, () => assert.ok(cases.length >= 40, `only ${cases.length}`));

const sizes = [];
for (const [index, { feature, title, files, ...settings }] of cases.entries()) {
  test(`${feature}: ${title}`, async () => {
    const app = join(folder, `app${index}`);
    const entry = Object.keys(files).find((path) => /^src\/main\./.test(path));
    for (const [path, text] of Object.entries({ "index.html": PAGE(entry), ...files })) {
      const filler = /^\{\{(\d+)\}\}\s*$/.exec(text);
      const content = path.endsWith(".wasm") ? WASM : filler ? "x".repeat(Number(filler[1])) : text;
      await mkdir(dirname(join(app, path)), { recursive: true });
      await writeFile(join(app, path), content);
    }
    // Where on its host an app stands, and which of its pages are opened.
    const { below = "", pages = [""] } = settings;
    const out = (name) => join(folder, "out", `${name}${index}`, below);
    await buildOurs(app, out("ours"), nodeModules, ["--manifest"]);
    await buildOurs(app, out("preview"), nodeModules, ["--preview"]);
    await buildVite(app, out("vite"), { build: { manifest: true }, ...(settings.tailwind && { plugins: [await tailwind(app)] }) });
    for (const page of pages) {
      const see = (name) => observe(context, new URL(`${below}/${page}`.replace(/^\//, ""), server.address(`${name}${index}`)).href);
      const theirs = await see("vite");
      assert.deepEqual(theirs.said.filter((line) => line.startsWith("error: ")), [], "Vite's own build fails");
      assert.deepEqual(await see("ours"), theirs);
      assert.deepEqual(await see("preview"), theirs);
    }
    assert.deepEqual(await manifestOf(out("ours")), await manifestOf(out("vite")));
    if (settings.tailwind) assert.equal(await stylesOf(out("ours")), await stylesOf(out("vite")));
    const [a, b] = [await weigh(out("ours")), await weigh(out("vite"))];
    sizes.push({ title, ours: a.js + a.css, vite: b.js + b.css });
  });
}

test("sizes", { skip: !!only }, (t) => {
  const total = (key) => sizes.reduce((sum, size) => sum + size[key], 0);
  t.diagnostic(`${sizes.length} apps: ours ${total("ours")} bytes, Vite ${total("vite")} bytes, ${(total("ours") / total("vite")).toFixed(3)}`);
  assert.ok(total("ours") <= total("vite") * 1.05, `ours ${total("ours")}, Vite ${total("vite")}`);
});
