// Server-rendered HTML of a document: by Puck's own <Render>, and by the files we write.

import { createRequire } from "node:module";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transformSync } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
// HOTFRAME_PUCK_REACT=18: both sides on the generation before.
const previous = process.env.HOTFRAME_PUCK_REACT === "18";
const require = createRequire(previous ? new URL("../previous/package.json", import.meta.url) : import.meta.url);
/** One React for Puck and for us, whoever asks for it. */
const react = {
  name: "react",
  setup: ({ onResolve }) => onResolve({ filter: /^react(-dom)?(\/|$)/ }, ({ path }) => ({ path: require.resolve(path), external: true })),
};
const { createElement } = require("react");
const { renderToStaticMarkup } = require("react-dom/server");

/** A folder that resolves packages as the tests do, with the app's own components in it; removed at the end. */
export function workshop(files) {
  const folder = mkdtempSync(join(here, "..", "node_modules", ".puck-"));
  cpSync(join(here, "app"), join(folder, "src/app"), { recursive: true });
  write(folder, files);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Modules shared by both sides: the config we write, and with it every component, as one CommonJS bundle. */
export async function load(folder, entry, options = {}) {
  const out = join(folder, "bundle.cjs");
  await build({
    stdin: { contents: entry, resolveDir: folder, loader: "ts" },
    bundle: true, outfile: out, format: "cjs", platform: "node", jsx: "automatic", loader: { ".css": "empty" },
    logLevel: "error", ...options, plugins: [react, ...(options.plugins ?? [])],
  });
  return require(out);
}

/** One page's text as a module; what it imports comes from `modules` by the last part of the specifier. */
export function evaluate(text, modules) {
  const { code } = transformSync(text, { loader: "tsx", format: "cjs", jsx: "automatic" });
  const module = { exports: {} };
  const load = (specifier) => (specifier.startsWith(".") ? { __esModule: true, ...modules[specifier.split("/").pop()] } : require(specifier));
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports.default;
}

/** The same HTML is the same page: ids made by React depend on the depth of its tree, Puck's class names on its version. */
export function html(component, props) {
  const ids = new Map();
  return renderToStaticMarkup(createElement(component, props))
    .toWellFormed() // as the encoder of any response does
    .replace(/[«_:]R?[_a-zA-Z0-9]*r?[0-9a-z]*[»_:](?=["-])/g, (id) => (/^([«_:])(R|r)/.test(id) ? ids.get(id) ?? ids.set(id, `id${ids.size}`).get(id) : id))
    .replaceAll(/<div class="[^"]*"><div class="rich-text">/g, '<div><div class="rich-text">')
    .replaceAll(/<!--.{0,3}-->/g, "");
}
