// vite_edit_to_dom.mjs [N]: the same edits as benches/browser/edit_to_dom.mjs, written to files that a Vite dev server serves.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EDITS, WARM_UP, watchText, whenSeen } from "../browser/edits.mjs";
import { printTable, row } from "../browser/figures.mjs";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";

const N = Number(process.argv[2] ?? 100);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(join(ROOT, "tests/package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const [{ createServer }, { default: react }] = await Promise.all([load("vite"), load("@vitejs/plugin-react")]);

async function serve(folder) {
  const root = await mkdtemp(join(tmpdir(), "hotframe-vite-"));
  await cp(join(ROOT, "examples/apps", folder), root, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await symlink(join(ROOT, "examples/node_modules"), join(root, "node_modules"));
  const server = await createServer({
    root,
    configFile: false,
    cacheDir: join(root, ".vite"),
    logLevel: "warn",
    plugins: [react()],
    resolve: { alias: { "@": join(root, "src") } },
    server: { port: 0, host: "localhost", fs: { strict: false } },
  });
  await server.listen();
  return { root, url: server.resolvedUrls.local[0], close: () => server.close().then(() => rm(root, { recursive: true, force: true })) };
}

async function measure(page, { root, url }, { path, text, selector }) {
  const file = join(root, path);
  const source = await readFile(file, "utf8");
  // Vite may reload the page when it has found its npm packages: each page watches itself.
  await page.addInitScript(watchText, selector);
  await page.goto(url);
  await page.waitForSelector(selector);
  const times = [];
  for (let i = 1; i <= N + WARM_UP; i++) {
    const wanted = `Edit ${i}`;
    const start = performance.timeOrigin + performance.now();
    await writeFile(file, source.replace(text, wanted));
    times.push((await whenSeen(page, wanted)) - start);
    // Vite's watcher overlooks a second write to a file within 50 ms of the first.
    await pause(100);
  }
  return times.slice(WARM_UP);
}

const browser = await launchChromium();
try {
  for (const edit of EDITS) {
    const vite = await serve(edit.folder);
    const page = await browser.newPage();
    try {
      printTable(`Vite: ${edit.app}, ${edit.path}, ${N} edits`, [row("file written -> DOM", await measure(page, vite, edit))]);
    } finally {
      await page.close();
      await vite.close();
    }
  }
} finally {
  await browser.close();
}
