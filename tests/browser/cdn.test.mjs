// Packages from a CDN instead of a folder: the browser fetches them by the page's import map, in the versions of the lockfile. The CDN is played by a
// server that answers as esm.sh does.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { launchChromium } from "./support/chromium.mjs";
import { HotframeHost } from "./support/preview/hotframe_host.mjs";

const tests = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const LOCK = JSON.parse(readFileSync(join(tests, "package-lock.json"), "utf8"));
const NAMES = ["react", "react-dom", "scheduler", "zustand"];
const rows = Object.fromEntries(NAMES.map((name) => [`node_modules/${name}`, LOCK.packages[`node_modules/${name}`]]));
const version = (name) => rows[`node_modules/${name}`].version;

const FILES = {
  "index.html": `<!doctype html><html><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>`,
  "package.json": JSON.stringify({ dependencies: { react: "^19.0.0", "react-dom": "^19.0.0", zustand: "*", sheet: "1.0.0" } }),
  "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages: { "": {}, ...rows, "node_modules/sheet": { version: "1.0.0", resolved: "https://registry.npmjs.org/sheet.tgz", integrity: "sha512-eA==" } } }),
  "src/main.tsx": `import { createRoot } from "react-dom/client";\nimport { App } from "./App";\nimport "sheet/dist/sheet.css";\ncreateRoot(document.getElementById("root")!).render(<App />);\n`,
  "src/App.tsx": `import { useState } from "react";\nimport { create } from "zustand";\nconst useStore = create(() => ({ word: "stored" }));\nexport function App() {\n  const [n, set] = useState(0);\n  const word = useStore((state: any) => state.word);\n  return <button onClick={() => set(n + 1)}>one {n} {word}</button>;\n}\n`,
};

/** What the CDN was asked for. */
const asked = [];

/** A package as one ES module, what is external left to the page. */
async function moduleOf(specifier, external) {
  const names = Object.keys(require(specifier)).filter((name) => name !== "default" && /^[A-Za-z_$][\w$]*$/.test(name));
  const own = { name: "external", setup(build) {
    build.onResolve({ filter: new RegExp(`^(${external.join("|") || "-"})(/|$)`) }, ({ path, namespace }) => (namespace === "outside" ? { path, external: true } : { path, namespace: "outside" }));
    build.onLoad({ filter: /.*/, namespace: "outside" }, ({ path }) => ({ contents: `export * from ${JSON.stringify(path)}; export { default } from ${JSON.stringify(path)};` }));
  } };
  const stdin = { contents: `import all from ${JSON.stringify(`inside:${specifier}`)}; export const { ${names.join(", ")} } = all; export default all;`, resolveDir: tests };
  const inside = { name: "inside", setup(build) {
    build.onResolve({ filter: /^inside:/ }, ({ path }) => ({ path: require.resolve(path.slice(7)) }));
  } };
  const { outputFiles } = await esbuild.build({ stdin, bundle: true, write: false, format: "esm", plugins: [inside, own], define: { "process.env.NODE_ENV": '"development"' }, logLevel: "silent" });
  return outputFiles[0].text;
}

let browser;
let cdn;
before(async () => {
  cdn = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://cdn");
    asked.push(request.url);
    response.setHeader("access-control-allow-origin", "*");
    if (pathname.endsWith(".css")) return response.setHeader("content-type", "text/css").end("button { color: rgb(1, 2, 3) }");
    const [, name, path] = /^\/([^@/]+)@[^/]+(\/.*)?$/.exec(pathname) ?? [];
    try {
      const text = await moduleOf(`${name}${path ?? ""}`, (searchParams.get("external") ?? "").split(",").filter(Boolean));
      response.setHeader("content-type", "text/javascript").end(text);
    } catch (problem) {
      response.writeHead(404).end(problem.message);
    }
  });
  await new Promise((resolve) => cdn.listen(0, "127.0.0.1", resolve));
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  cdn?.close();
});

async function serve(files) {
  const path = mkdtempSync(join(tmpdir(), "hotframe-cdn-"));
  const folder = {
    path,
    write(name, text) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    edit: (name, from, to) => folder.write(name, readFileSync(join(path, name), "utf8").replace(from, to)),
  };
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const host = new HotframeHost(folder, undefined, ["--cdn", `http://127.0.0.1:${cdn.address().port}`]);
  await host.start();
  return { folder, host, end: () => host.stop().then(() => rmSync(path, { recursive: true, force: true })) };
}

test("an app without node_modules runs on packages from a CDN, and keeps its state through edits", { timeout: 120_000 }, async () => {
  const { folder, host, end } = await serve(FILES);
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(host.url);
    const shows = (text) => page.waitForFunction((text) => document.querySelector("button")?.textContent === text, text);
    await shows("one 0 stored");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("button")).color === "rgb(1, 2, 3)");
    await page.click("button");
    await shows("one 1 stored");
    folder.edit("src/App.tsx", "one", "two");
    await shows("two 1 stored");
    const { imports } = JSON.parse(await page.locator("script[type=importmap]").textContent());
    const origin = `http://127.0.0.1:${cdn.address().port}`;
    assert.equal(imports.react, `${origin}/react@${version("react")}?dev&external=react-dom`);
    assert.equal(imports["react-dom/client"], `${origin}/react-dom@${version("react-dom")}/client?dev&external=react`);
    assert.equal(imports.zustand, `${origin}/zustand@${version("zustand")}?dev&external=react,react-dom`);
    assert.equal(new Set(asked).size, asked.length, "each module once, so there is one React");
    assert.deepEqual(errors, []);

    // Every page of React has react-dom in its import map, for its packages: nothing to load.
    folder.edit("src/App.tsx", /^.*/, 'import { useState } from "react"; import { createPortal } from "react-dom";');
    folder.edit("src/App.tsx", "two", "three {typeof createPortal}");
    await shows("three function 1 stored");
    // The import map of a page cannot grow in every browser: a package that is new loads the page anew.
    folder.edit("src/App.tsx", /^.*/, 'import { useState } from "react"; import { createStore as createPortal } from "zustand/vanilla";');
    folder.edit("src/App.tsx", "three", "four");
    await shows("four function 0 stored");
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
    await end();
  }
});

test("a package that the CDN has not is said where it is used", { timeout: 120_000 }, async () => {
  const { host, end } = await serve({ ...FILES, "package.json": FILES["package.json"].replace("}", ',"left-pad":"1"}'), "src/App.tsx": `import pad from "left-pad"; export const App = () => <b>{pad("a", 2)}</b>;` });
  const page = await browser.newPage();
  try {
    await page.goto(host.url);
    await page.waitForFunction(() => /the package left-pad cannot be loaded/.test(document.querySelector("hotframe-overlay")?.shadowRoot.textContent ?? ""));
  } finally {
    await page.close();
    await end();
  }
});

test("a package that package.json does not name is a problem of the app", { timeout: 120_000 }, async () => {
  const { host, end } = await serve({ ...FILES, "src/App.tsx": `import pad from "left-pad"; export const App = () => <b>{pad("a", 2)}</b>;` });
  const page = await browser.newPage();
  try {
    await page.goto(host.url);
    await page.waitForFunction(() => /not among the dependencies/.test(document.querySelector("hotframe-overlay")?.shadowRoot.textContent ?? ""));
  } finally {
    await page.close();
    await end();
  }
});
