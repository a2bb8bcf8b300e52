// bundle.mjs: building an app for production, whole processes, this tool and its peers in turn; APP=dashboard ROUNDS=5.
// Each peer gets what it needs to do the same work. esbuild and rolldown know neither Tailwind nor `import.meta.glob`: they get the stylesheet as Tailwind has
// already made it, and in the place of each glob an empty object, so what they build is less, and their times leave Tailwind out.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), process.env.PROFILE ?? "release");
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const installed = (app) => existsSync(join(root, "examples/apps", app, "node_modules"));
const name = process.env.APP ?? (installed("dashboard") ? "dashboard" : "shop");
const app = join(root, "examples/apps", name);
const nodeModules = process.env.NODE_MODULES ?? (installed(name) ? join(app, "node_modules") : join(root, "examples/node_modules"));
const work = mkdtempSync(join(tmpdir(), "hotframe-bundle-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

// Vite with what the app's own configuration asks for: React, the alias, PostCSS from the app's folder.
const vite = (tests, minify) => {
  const script = join(tests, `.bench-${process.pid}-${minify}.mjs`);
  writeFileSync(
    script,
    `import react from "@vitejs/plugin-react"; import { build } from "vite";
await build({ root: ${JSON.stringify(app)}, configFile: false, logLevel: "silent", plugins: [react()], resolve: { alias: { "@": ${JSON.stringify(join(app, "src"))} } },
  worker: { format: "es" }, build: { outDir: process.argv[2], emptyOutDir: true, reportCompressedSize: false, minify: ${minify} } });\n`,
  );
  process.on("exit", () => rmSync(script, { force: true }));
  return (out) => [process.execPath, script, out];
};
const entry = ["src/main.tsx", "src/index.js"].map((path) => join(app, path)).find(existsSync);
const ours = (...more) => (out) => [join(target, "hotframe-preview"), "build", app, "--out", out, "--node-modules", nodeModules, ...more];
const tests = join(root, "tests");

/** The app as a bundler can take it that knows only modules: sheets made, globs and queries gone. */
function plainApp() {
  const folder = join(work, "plain");
  cpSync(app, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  symlinkSync(nodeModules, join(folder, "node_modules"));
  const made = join(work, "made");
  const [program, ...rest] = ours()(made);
  const done = spawnSync(program, rest, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
  const sheet = readdirSync(join(made, "assets")).find((file) => /^index-.*\.css$/.test(file));
  for (const path of readdirSync(join(folder, "src"), { recursive: true })) {
    const file = join(folder, "src", path);
    if (/\.(css|scss)$/.test(path) && /@tailwind|@import ["']tailwindcss|@apply/.test(readFileSync(file, "utf8"))) {
      writeFileSync(file, sheet ? readFileSync(join(made, "assets", sheet), "utf8").replaceAll(/url\((?!["']?data:)[^)]*\)/g, "none") : "");
    }
    if (!/\.[jt]sx?$/.test(path)) continue;
    const text = readFileSync(file, "utf8");
    const plain = text
      .replaceAll(/import\.meta\.glob(<[^(]*>)?\((?:[^()]|\([^()]*\))*\)/g, "({})")
      .replaceAll(/(from\s*|import\s*\(?\s*)(["'])([^"'?\n]+)\?[\w=&]+\2/g, "$1$2$3$2");
    // What stands at the root of the site is a file of `public`.
    const placed = plain.replaceAll(/(from\s*|import\s*)(["'])\/([^"'\n]+)\2/g, (whole, start, quote, file) => (existsSync(join(folder, "public", file)) ? `${start}${quote}${join(folder, "public", file)}${quote}` : whole));
    if (placed !== text) writeFileSync(file, placed);
  }
  return folder;
}
const plain = plainApp();
const plainEntry = entry.replace(app, plain);
const KINDS = ["svg", "png", "jpg", "woff2", "woff", "ttf", "gif", "wasm", "csv"];
const TEXTS = ["md", "txt", "html"];
const rolldownConfig = join(tests, `.bench-rolldown-${process.pid}.mjs`);
// rolldown has no stylesheets of its own: they are left out.
const moduleTypes = Object.fromEntries([[".css", "empty"], [".scss", "empty"], [".js", "jsx"], ...KINDS.map((kind) => [`.${kind}`, "dataurl"]), ...TEXTS.map((kind) => [`.${kind}`, "text"])]);
writeFileSync(
  rolldownConfig,
  `export default { input: ${JSON.stringify(plainEntry)}, platform: "browser", resolve: { alias: { "@": ${JSON.stringify(join(plain, "src"))} } }, logLevel: "silent",
  moduleTypes: ${JSON.stringify(moduleTypes)}, transform: { define: { "process.env.NODE_ENV": '"production"' } }, output: { minify: true } };\n`,
);
process.on("exit", () => rmSync(rolldownConfig, { force: true }));
const PEERS = {
  "ours, production": ours(),
  "ours, preview": ours("--preview"),
  "Vite 8": vite(tests, true),
  "Vite 8, no minify": vite(tests, false),
  "Vite 5": vite(join(tests, "previous"), true),
  "esbuild (styles made, no globs)": (out) => [
    join(tests, "node_modules/.bin/esbuild"), plainEntry, "--bundle", "--splitting", "--format=esm", "--minify", "--jsx=automatic", `--outdir=${out}`, "--log-level=error",
    `--alias:@=${join(plain, "src")}`, '--define:process.env.NODE_ENV="production"', ...KINDS.map((kind) => `--loader:.${kind}=file`), ...TEXTS.map((kind) => `--loader:.${kind}=text`), "--loader:.js=jsx",
  ],
  "rolldown (no styles, no globs)": (out) => [join(tests, "node_modules/.bin/rolldown"), "-c", rolldownConfig, "-d", out],
};

function weigh(folder) {
  let size = 0, gzip = 0, css = 0;
  for (const path of readdirSync(folder, { recursive: true })) {
    if (path.endsWith(".css")) css += readFileSync(join(folder, path)).length;
    if (!path.endsWith(".js")) continue;
    const content = readFileSync(join(folder, path));
    size += content.length;
    gzip += gzipSync(content).length;
  }
  return { size, gzip, css };
}

// PEER=esbuild: only those with this in their name.
for (const peer of Object.keys(PEERS)) if (process.env.PEER && !peer.includes(process.env.PEER)) delete PEERS[peer];
const results = new Map(Object.keys(PEERS).map((peer) => [peer, []]));
const failed = new Map();
for (let round = 0; round < ROUNDS; round++) {
  for (const [peer, command] of Object.entries(PEERS)) {
    if (failed.has(peer)) continue;
    const out = join(work, peer.replace(/\W+/g, "-"));
    const [program, ...rest] = command(out);
    const started = performance.now();
    const done = spawnSync("/usr/bin/env", ["bash", "-c", 'TIMEFORMAT="TIMES %U %S"; time "$0" "$@"', program, ...rest], { cwd: app, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } });
    const wall = performance.now() - started;
    if (done.status !== 0 || !existsSync(out)) {
      failed.set(peer, (done.stderr + done.stdout).trim().split("\n").slice(0, 3).join(" | "));
      continue;
    }
    const [, user, system] = /TIMES ([\d.]+) ([\d.]+)/.exec(done.stderr) ?? [0, 0, 0];
    results.get(peer).push({ wall, cpu: (Number(user) + Number(system)) * 1000, ...weigh(out) });
  }
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const line = (peer, key) => median(results.get(peer).map((result) => result[key]));
console.log(`${name}, medians of ${ROUNDS}; whole processes\n${"".padEnd(34)}${["wall ms", "CPU ms", "JS bytes", "JS gzip", "CSS bytes"].map((title) => title.padStart(11)).join("")}`);
for (const peer of results.keys()) {
  if (failed.has(peer)) console.log(`${peer.padEnd(34)} failed: ${failed.get(peer)}`);
  else console.log(peer.padEnd(34) + ["wall", "cpu", "size", "gzip", "css"].map((key) => Math.round(line(peer, key)).toString().padStart(11)).join(""));
}
for (const [ours, theirs] of [["ours, production", "Vite 8"], ["ours, preview", "Vite 5"]]) {
  if (!results.get(ours)?.length || !results.get(theirs)?.length) continue;
  const ratio = (key) => (line(ours, key) / line(theirs, key)).toFixed(2);
  console.log(`${ours} / ${theirs}: wall ${ratio("wall")}, CPU ${ratio("cpu")}, JS bytes ${ratio("size")}`);
}
console.log("\nIn one process:");
spawnSync(join(target, "examples/bundle_figures"), [app, nodeModules], { stdio: "inherit" });
