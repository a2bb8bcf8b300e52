// What a specifier means: to us, seen in what runs, and to Vite's own resolver. Every file of a case exports its own path.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { casesOf } from "./support/fixtures.mjs";
import { folderOf } from "./support/folder.mjs";
import { observe } from "./support/observe.mjs";
import { compileAll, filesOf, problemsOf, run } from "./support/ours.mjs";

/** Files say where they are; those with text of their own keep it. */
function contentOf(path, text) {
  if (text.trim() || /(package|tsconfig[^/]*)\.json$/.test(path)) return text;
  const where = JSON.stringify(path);
  if (path.endsWith(".json")) return where;
  return path.endsWith(".cjs") ? `module.exports = ${where};` : `export default ${where};`;
}

const cases = (await casesOf(join(fileURLToPath(new URL(".", import.meta.url)), "resolve"))).map((one) => {
  const { specifiers, links = "", ...written } = one.files;
  const files = Object.fromEntries(Object.entries(written).map(([path, text]) => [path, contentOf(path, text)]));
  const folder = realpathSync(folderOf({ ...files, "node_modules/.keep": "" }));
  for (const line of links.split("\n").filter(Boolean)) {
    const [link, target] = line.split(" -> ");
    mkdirSync(dirname(join(folder, link)), { recursive: true });
    symlinkSync(target, join(folder, link));
  }
  const app = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("node_modules/")));
  return { ...one, files: app, folder, specifiers: specifiers.split("\n").filter(Boolean) };
});

const MAIN = "src/oracle-main.ts";
const questions = cases.flatMap((one) => one.specifiers.map((specifier) => ({ ...one, specifier })));
const answers = await compileAll(
  questions.map(({ files, folder, specifier, options }) => ({
    files: {
      ...files,
      "index.html": `<script type="module" src="/${MAIN}"></script>`,
      [MAIN]: `import * as found from ${JSON.stringify(specifier)}; console.log(found.default)`,
    },
    options: { node_modules: join(folder, "node_modules"), alias: {}, ...options },
  })),
);

const servers = new Map();
async function viteOf({ folder, vite }) {
  if (!servers.has(folder)) {
    const config = { root: folder, logLevel: "silent", appType: "custom", server: { middlewareMode: true, watch: null, ws: false, hmr: false }, optimizeDeps: { noDiscovery: true, include: [] } };
    servers.set(folder, await createServer({ ...config, ...vite }));
  }
  return servers.get(folder);
}
after(() => Promise.all([...servers.values()].map((server) => server.close())));

/** The path that Vite finds, below the case's folder. */
async function asVite(question) {
  const server = await viteOf(question);
  const found = await server.environments.client.pluginContainer.resolveId(question.specifier, join(question.folder, MAIN)).catch(() => null);
  if (!found || (found.external && !/^(https?:|data:|\/\/)/.test(found.id))) return "nothing";
  if (found.id.startsWith("__browser-external") || found.id.includes("\0")) return found.id.includes("browser-external:") && !question.empty ? "nothing" : "empty";
  if (/^(https?:|data:|\/\/)/.test(found.id)) return "external";
  const path = found.id.replace(/[?#].*$/, "");
  // An alias that leads nowhere is answered as it is.
  const file = path.startsWith(question.folder) ? path : join(question.folder, path);
  return existsSync(file) ? relative(question.folder, realpathSync(file)) : "nothing";
}

/** The path that our compiled app says it runs. */
async function asWe(question, answer) {
  if (problemsOf(answer).length) return "nothing";
  const { lines, thrown } = await observe(() => run(answer, MAIN), filesOf(answer));
  assert.equal(thrown, undefined);
  const [said] = lines;
  const value = said.replace(/^log: /, "");
  return value === "{}" || value === "undefined" ? "empty" : value;
}

test("there are enough package shapes", () => assert.ok(questions.length >= 80, `only ${questions.length}`));

for (const [index, question] of questions.entries()) {
  test(`${question.feature}: ${question.title}: ${question.specifier}`, async () => {
    const ours = await asWe(question, answers[index]);
    const theirs = await asVite(question);
    assert.equal(ours, theirs, problemsOf(answers[index]).map(({ message }) => message).join());
  });
}
