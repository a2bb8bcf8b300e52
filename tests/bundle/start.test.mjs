// Where a build starts and where its files will stand, as the command line says it: that comes before what the app says.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { buildOurs } from "./support/build.mjs";

const APP = {
  "vite.config.js": 'export default { base: "/own/", build: { rollupOptions: { input: { main: "index.html", other: "other.html" } } } };',
  "index.html": '<!doctype html><html><head></head><body><script type="module" src="/src/main.ts"></script></body></html>',
  "other.html": '<!doctype html><html><head></head><body><script type="module" src="./src/main.ts"></script></body></html>',
  "src/main.ts": 'console.log("main", import.meta.env.BASE_URL);',
  "src/lib.ts": "export const answer = 42;",
};

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotframe-start-"));
  for (const [path, text] of Object.entries(APP)) {
    await mkdir(dirname(join(folder, "app", path)), { recursive: true });
    await writeFile(join(folder, "app", path), text);
  }
  await mkdir(join(folder, "node_modules"));
});
after(() => folder && rm(folder, { recursive: true, force: true }));

let builds = 0;
async function build(...more) {
  const out = join(folder, `out${builds++}`);
  await buildOurs(join(folder, "app"), out, join(folder, "node_modules"), more);
  const names = (await readdir(out, { recursive: true })).filter((name) => name.includes(".") && !name.startsWith("_worker.js"));
  const files = await Promise.all(names.filter((name) => /\.(html|js)$/.test(name)).map(async (name) => [name, await readFile(join(out, name), "utf8")]));
  return Object.fromEntries(files);
}
const pages = (files) => Object.keys(files).filter((name) => name.endsWith(".html")).sort();
const source = (html) => /<script[^>]* src="([^"]*)"/.exec(html)[1];
const scripts = (files) => Object.entries(files).filter(([name]) => name.endsWith(".js")).map(([, text]) => text).join("\n");

test("without flags it is what the app says", async () => {
  const files = await build();
  assert.deepEqual(pages(files), ["index.html", "other.html"]);
  assert.match(source(files["index.html"]), /^\/own\/assets\/main-[\w-]{8}\.js$/);
  assert.match(source(files["other.html"]), /^\/own\/assets\/other-/);
  assert.ok(scripts(files).includes("/own/"));
});

test("--base", async () => {
  for (const [flag, start, known] of [["./", "./assets/", "./"], [".", "./assets/", "./"], ["/", "/assets/", "/"], ["app", "/app/assets/", "/app/"], ["https://cdn.example/x", "https://cdn.example/x/assets/", "https://cdn.example/x/"]]) {
    const files = await build("--base", flag);
    assert.ok(source(files["index.html"]).startsWith(start), `${flag}: ${source(files["index.html"])}`);
    assert.ok(new RegExp(`["'\`]${known.replaceAll(/[./]/g, "\\$&")}["'\`]`).test(scripts(files)), `${flag}: ${scripts(files)}`);
  }
  for (const flag of ["javascript://x/\"", "https://cdn.example/?x"]) await assert.rejects(build("--base", flag), /base .* must be/);
});

test("--entry: documents become pages, modules keep their exports", async () => {
  const files = await build("--entry", "other.html", "--entry", "src/lib.ts");
  assert.deepEqual(pages(files), ["other.html"]);
  const lib = Object.entries(files).find(([name]) => name.startsWith("assets/lib-"))[1];
  assert.match(lib, /export\s*\{.*answer/);
  await assert.rejects(build("--entry", "none.html"), /the entry none\.html does not exist/);
});

test("a Worker serves the app at the root of its host", async () => {
  const files = await build("--worker=single");
  assert.match(source(files["index.html"]), /^\/assets\//);
});
