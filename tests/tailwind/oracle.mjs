// What npm's Tailwind makes of the fixture apps, in Node: `node oracle.mjs app NAME` prints its css, `node oracle.mjs words FILE...` prints {file: [candidate]},
// `node oracle.mjs pieces FILE...` prints what v3's extractor finds in each piece between white space,
// `node oracle.mjs classes v3|v4` prints {classes, css} for every class that the default theme has.
import { createRequire } from "node:module";
import Module from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const [mode, ...rest] = process.argv.slice(2);

/** As @tailwindcss/vite does it. */
async function v4(root, entry) {
  const { compile } = await import("@tailwindcss/node");
  const { Scanner } = await import("@tailwindcss/oxide");
  const file = path.join(root, entry);
  const compiler = await compile(readFileSync(file, "utf8"), { base: path.dirname(file), shouldRewriteUrls: true, onDependency() {} });
  const main = compiler.root === "none" ? [] : [{ ...(compiler.root ?? { base: root, pattern: "**/*" }), negated: false }];
  return compiler.build(new Scanner({ sources: [...main, ...compiler.sources] }).scan());
}

/** The first versions of v4, which say where their sources are in other words. Sources are scanned as today. */
async function v40(root, entry) {
  const { compile } = require("tailwindcss40");
  const { Scanner } = await import("@tailwindcss/oxide");
  const file = path.join(root, entry);
  const loadStylesheet = async (name, base) => {
    const found = name === "tailwindcss" ? require.resolve("tailwindcss40/index.css") : path.resolve(base, name);
    return { base: path.dirname(found), content: readFileSync(found, "utf8") };
  };
  const loadModule = async (name, base) => ({ base: path.dirname(path.resolve(base, name)), module: require(path.resolve(base, name)) });
  const compiler = await compile(readFileSync(file, "utf8"), { base: path.dirname(file), loadStylesheet, loadModule });
  const sources = [compiler.root ?? { base: root, pattern: "**/*" }, ...compiler.globs];
  return compiler.build(new Scanner({ sources: sources.map((source) => ({ ...source, negated: false })) }).scan());
}

/** With the real PostCSS plugin. The package is installed under another name, because v4 has its own; plugins must find v3, too. */
async function v3(root, entry) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (name, ...more) {
    return resolve.call(this, name === "tailwindcss" || name.startsWith("tailwindcss/") ? name.replace("tailwindcss", "tailwindcss3") : name, ...more);
  };
  process.chdir(root);
  try {
    const file = path.join(root, entry);
    const plugins = [require("postcss-import")(), movedUrls(path.dirname(file)), require("tailwindcss3")()];
    return (await require("postcss")(plugins).process(readFileSync(file, "utf8"), { from: file, map: false })).css;
  } finally {
    Module._resolveFilename = resolve;
  }
}

/** Vite's rule: the url() of an imported file stays relative to that file. */
const movedUrls = (to) => (root) =>
  root.walkDecls((declaration) => {
    const from = path.dirname(declaration.source.input.file);
    if (from === to) return;
    declaration.value = declaration.value.replace(/url\((["']?)(?!https?:|\/|#|data:)([^)"']+)\1\)/g, (_, quote, url) => {
      const moved = path.relative(to, path.join(from, url));
      return `url(${quote}${moved.startsWith(".") ? moved : `./${moved}`}${quote})`;
    });
  });

if (mode === "app") {
  const [app] = rest;
  const entry = app.endsWith("_shadcn") ? "src/index.css" : "src/app.css";
  console.log(JSON.stringify(await (app.startsWith("v3") ? v3 : app.startsWith("v40") ? v40 : v4)(path.join(here, "apps", app), entry)));
} else if (mode === "words") {
  const { Scanner } = await import("@tailwindcss/oxide");
  const words = (file) => new Scanner({}).scanFiles([{ content: readFileSync(file, "utf8"), extension: path.extname(file).slice(1) }]);
  console.log(JSON.stringify(Object.fromEntries(rest.map((file) => [file, words(file).sort()]))));
} else if (mode === "pieces") {
  const { defaultExtractor } = require("tailwindcss3/lib/lib/defaultExtractor.js");
  const extract = defaultExtractor({ tailwindConfig: { separator: ":", prefix: "" } });
  const pieces = new Set(rest.flatMap((file) => readFileSync(file, "utf8").split(/[ \t\n\r\f]+/)));
  console.log(JSON.stringify([...pieces].map((piece) => [piece, [...new Set(extract(piece))]])));
} else if (mode === "classes" && rest[0] === "v4") {
  const tailwind = await import("tailwindcss");
  const loadStylesheet = async () => ({ path: "", base: "", content: readFileSync(require.resolve("tailwindcss/index.css"), "utf8") });
  const system = await tailwind.__unstable__loadDesignSystem('@import "tailwindcss";', { base: "/", loadStylesheet });
  const classes = system.getClassList().map(([name]) => name);
  const compiled = await tailwind.compile('@import "tailwindcss";', { base: "/", loadStylesheet });
  console.log(JSON.stringify({ classes, css: compiled.build(classes) }));
} else if (mode === "classes") {
  const { createContext } = require("tailwindcss3/lib/lib/setupContextUtils.js");
  const config = { content: [] };
  const classes = createContext(require("tailwindcss3/resolveConfig.js")(config)).getClassList();
  const content = [{ raw: classes.join("\n"), extension: "html" }];
  const { css } = await require("postcss")([require("tailwindcss3")({ content })]).process("@tailwind base;@tailwind components;@tailwind utilities;", { from: undefined, map: false });
  console.log(JSON.stringify({ classes, css }));
}
