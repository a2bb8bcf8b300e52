// transform.mjs [FOLDER...]: milliseconds per file of other compilers over the scripts of these folders (the apps that `cargo bench --bench transform`
// compiles); ROUNDS=20.
// All make what a dev server needs: types stripped, automatic JSX, source map, and React Refresh where the compiler has it.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../tests/package.json", import.meta.url));
const esbuild = require("esbuild");
const swc = require("@swc/core");
const oxc = require("oxc-transform");

const APPS = fileURLToPath(new URL("../../examples/apps", import.meta.url));
const FOLDERS = process.argv.length > 2 ? process.argv.slice(2) : [join(APPS, "counter"), join(APPS, "shop")];
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

const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
console.log(`\n${files.length} files, ${(bytes / 1024).toFixed(0)} KB, best of ${ROUNDS} rounds`.padEnd(46) + "ms/file");
for (const [name, transform] of Object.entries(PEERS)) {
  console.log(name.padEnd(45) + (bestRound(transform) / files.length).toFixed(3));
}
