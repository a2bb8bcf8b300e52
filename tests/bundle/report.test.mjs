// The size report in Chromium: a box for each module, as large as its part of the file, and who imports it. Source maps and the metafile beside it.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { launchChromium } from "../browser/support/chromium.mjs";
import { buildOurs } from "./support/build.mjs";

const nodeModules = join(fileURLToPath(new URL("..", import.meta.url)), "node_modules");
const APP = {
  "index.html": '<!doctype html><html><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>',
  "src/main.tsx": 'import { createRoot } from "react-dom/client"; import { shared } from "./shared"; import "./main.css"; shared("main");\nimport("./lazy").then((page) => page.default());\ncreateRoot(document.getElementById("root")!).render(<b>hello</b>);',
  "src/lazy.ts": 'import { shared } from "./shared";\nexport default (): void => {\n  shared("lazy-marker");\n};',
  "src/shared.ts": "export const shared = (text: string) => console.log(text);",
  "src/main.css": "b { color: red }",
};

let folder, browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotframe-report-"));
  for (const [path, text] of Object.entries(APP)) {
    await mkdir(dirname(join(folder, "app", path)), { recursive: true });
    await writeFile(join(folder, "app", path), text);
  }
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("what the bundle is made of, as a map that can be asked", async () => {
  const report = join(folder, "report.html");
  const metafile = join(folder, "meta.json");
  await buildOurs(join(folder, "app"), join(folder, "out"), nodeModules, ["--report", report, "--metafile", metafile]);
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => request.url().startsWith("http") && problems.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(report).href);
  await page.waitForSelector("html[data-ready]");
  // The files, the largest first.
  const files = await page.$$eval("#file option", (options) => options.map((option) => option.value));
  const meta = JSON.parse(await readFile(metafile, "utf8"));
  assert.deepEqual(files.map((file) => meta.outputs[file].bytes), files.map((file) => meta.outputs[file].bytes).sort((a, b) => b - a));
  assert.match(files[0], /^assets\/index-.*\.js$/);
  for (const file of files) assert.equal((await readFile(join(folder, "out", file))).length, meta.outputs[file].bytes);
  // Areas are as the sizes.
  const boxes = await page.$$eval("#map button", (buttons) => buttons.map((button) => ({ title: button.title, area: button.getBoundingClientRect().width * button.getBoundingClientRect().height })));
  const inputs = Object.entries(meta.outputs[files[0]].inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  assert.equal(boxes.length, inputs.length);
  const whole = boxes.reduce((sum, box) => sum + box.area, 0);
  const bytes = inputs.reduce((sum, [, input]) => sum + input.bytesInOutput, 0);
  for (const [path, { bytesInOutput }] of inputs) {
    const box = boxes.find(({ title }) => title.startsWith(`${path}, `));
    assert.ok(box, path);
    assert.ok(Math.abs(box.area / whole - bytesInOutput / bytes) < 0.01, `${path}: ${box.area / whole} for ${bytesInOutput / bytes}`);
  }
  // Who imports it, and by whom these are imported.
  await page.click('#map button[title^="src/shared.ts"], #list tbody tr:has-text("src/shared.ts")', { force: true });
  const about = await page.textContent("#about");
  assert.match(about, /src\/shared\.ts is imported by:/);
  assert.ok(about.includes("src/main.tsx") && about.includes("src/lazy.ts") && about.includes("index.html"), about);
  assert.deepEqual(problems, []);
});

for (const kind of ["external", "hidden", "inline"]) {
  test(`source maps, ${kind}: what is thrown leads to the author's line`, async () => {
    const out = join(folder, kind);
    await buildOurs(join(folder, "app"), out, nodeModules, ["--source-map", kind]);
    const names = await readdir(join(out, "assets"));
    const file = names.find((name) => /^lazy-.*\.js$/.test(name));
    const code = await readFile(join(out, "assets", file), "utf8");
    const named = /\/\/# sourceMappingURL=(.*)\s*$/.exec(code)?.[1];
    assert.equal(named?.startsWith("data:") ?? null, kind === "inline" ? true : kind === "external" ? false : null);
    assert.equal(names.includes(`${file}.map`), kind !== "inline");
    const map = kind === "inline" ? Buffer.from(named.split("base64,")[1], "base64").toString() : await readFile(join(out, "assets", `${file}.map`), "utf8");
    const at = code.split("\n").findIndex((line) => line.includes("lazy-marker"));
    const column = code.split("\n")[at].indexOf("lazy-marker");
    const { source, line } = originalPositionFor(new TraceMap(map), { line: at + 1, column });
    assert.deepEqual([source, line], ["../src/lazy.ts", 3]);
  });
}
