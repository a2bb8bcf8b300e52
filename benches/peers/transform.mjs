// transform.mjs [FOLDER...]: milliseconds per file and megabytes per second, ours and those of other compilers, side by side over the scripts
// of these folders; ROUNDS=20, PROFILE=release: the build of ours to take.
// All make what a dev server needs: types stripped, automatic JSX, source map, and React Refresh where the compiler has it.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../tests/package.json", import.meta.url));
const esbuild = require("esbuild");
const swc = require("@swc/core");
const oxc = require("oxc-transform");
const { transformWithOxc } = await import(require.resolve("vite"));

const APPS = fileURLToPath(new URL("../../examples/apps", import.meta.url));
const FOLDERS = process.argv.length > 2 ? process.argv.slice(2) : ["counter", "shop", "dashboard"].map((name) => join(APPS, name));
const ROUNDS = Number(process.env.ROUNDS ?? 20);

// Old apps have JSX in .js files.
const isTypeScript = (path) => /\.tsx?$/.test(path);
const language = (path) => (isTypeScript(path) ? extname(path).slice(1) : "jsx");

const PEERS = {
  "esbuild (no Refresh; asks its own process)": ({ path, text }) =>
    esbuild.transformSync(text, { loader: language(path), jsx: "automatic", sourcemap: true, sourcefile: path }),
  "@swc/core": ({ path, text }) =>
    swc.transformSync(text, {
      filename: path,
      sourceMaps: true,
      swcrc: false,
      jsc: {
        target: "es2022",
        parser: isTypeScript(path) ? { syntax: "typescript", tsx: path.endsWith("x"), decorators: true } : { syntax: "ecmascript", jsx: true, decorators: true },
        transform: { react: { runtime: "automatic", development: true, refresh: true } },
      },
    }),
  "oxc-transform": ({ path, text }) => oxc.transformSync(path, text, { lang: language(path), sourcemap: true, jsx: { runtime: "automatic", development: true, refresh: true } }),
};

const isScript = (path) => /\.[jt]sx?$/.test(path) && !/\.d\.ts$|node_modules/.test(path);
const scriptsOf = (folder) => readdirSync(folder, { recursive: true }).filter(isScript).map((path) => join(folder, path));
const files = FOLDERS.flatMap(scriptsOf).map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** The best round: what the compiler takes when nothing else runs. */
function bestRound(transform) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const file of files) transform(file);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** The same for a compiler that answers later. */
async function bestAwaitedRound(transform) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const file of files) await transform(file);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Ours, in a process of its own: on one thread and on all. */
function ours() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
  const program = join(target, process.env.PROFILE ?? "release", "examples/transform_files");
  const { status, stdout, stderr, error } = spawnSync(program, [String(ROUNDS)], { input: files.map(({ path }) => `${path}\n`).join(""), encoding: "utf8" });
  if (error || status) throw error ?? new Error(stderr);
  return JSON.parse(stdout);
}

const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
const vite = (file) => transformWithOxc(file.text, file.path, { lang: language(file.path), jsx: { runtime: "automatic", development: true, refresh: true } });
const { one, all, threads } = ours();
const rows = [
  ["hotframe", one],
  [`hotframe, ${threads} threads`, all],
  ...Object.entries(PEERS).map(([name, transform]) => [name, bestRound(transform)]),
  ["vite (transformWithOxc)", await bestAwaitedRound(vite)],
];
console.log(`\n${files.length} files, ${(bytes / 1024).toFixed(0)} KB, best of ${ROUNDS} rounds`.padEnd(46) + "ms/file   MB/s   hotframe is");
for (const [name, best] of rows) {
  const ratio = name.startsWith("hotframe") ? (name === "hotframe" ? "" : `${(one / best).toFixed(2)} x as fast on ${threads} cores`) : `${(one / best).toFixed(2)} x its time`;
  console.log(name.padEnd(45) + (best / files.length).toFixed(3).padStart(7) + (bytes / 1e3 / best).toFixed(1).padStart(7) + `   ${ratio}`);
}
