// Apps as the core compiles them, run by the client's own registry.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { modules } from "../../client/load.mjs";

const { Registry } = modules;
const root = fileURLToPath(new URL("../../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? "target";
// `make test-oracles` builds it.
const program = join(target.startsWith("/") ? target : join(root, target), process.env.PROFILE ?? "release-fast", "examples/open_apps");

/** React, for what JSX compiles to. */
const packages = join(root, "tests/node_modules");

/** What the core answers for each app, in order. */
export async function compileAll(apps) {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`open_apps ended with ${code}`))));
  });
  const answers = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => answers.push(JSON.parse(line)));
  const read = new Promise((resolve) => lines.on("close", resolve));
  for (const { files, options } of apps) child.stdin.write(`${JSON.stringify({ files, options })}\n`);
  child.stdin.end();
  await Promise.all([ended, read]);
  return answers;
}

/** An app of one case: its files, and a document that starts its entry. */
export function appOf({ files, entry, options }) {
  const page = `<!doctype html><html><body><div id="root"></div><script type="module" src="/${entry}"></script></body></html>`;
  const encoded = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, Buffer.isBuffer(content) ? { base64: content.toString("base64") } : content]));
  return { files: { "index.html": page, ...encoded }, options: { node_modules: packages, ...options } };
}

/** The problems that keep an app from running; empty when it runs. */
export function problemsOf(answer) {
  if (answer.error) return [{ severity: "error", code: "error", message: answer.error, file: "" }];
  return answer.message.type === "build_error" ? answer.message.diagnostics.filter(({ severity }) => severity === "error") : [];
}

/** The address -> content of what the app serves. */
export const filesOf = (answer) => Object.fromEntries(Object.entries(answer.assets ?? {}).map(([address, body]) => [address, Buffer.from(body, "base64")]));

/** Links and runs an app; answers the namespace of its entry. `told` hears of React registrations and signatures. */
export async function run(answer, entry, told = {}) {
  const { message, vendor } = answer;
  const registry = new Registry({
    meta: (instance) => ({ url: `http://localhost/${instance.module.id}`, hot: undefined, env: {} }),
    css() {},
    register: (id, type, name) => told.register?.(id, type, name),
    signature: () => told.signature?.() ?? ((type) => type),
    keep: (instance, name, make) => make(),
    begin() {},
    done() {},
  });
  for (const [id, row] of Object.entries(message.edges)) registry.setRow(id, row);
  globalThis.hotframe = {
    define: (id, digest, specifiers, factory) => registry.define(id, { digest, specifiers, factory }),
    provide: (packages) => registry.provide(packages),
  };
  try {
    if (vendor) vm.runInThisContext(vendor, { filename: "vendor.js" });
    for (const { id, code } of message.modules) vm.runInThisContext(code, { filename: id });
  } finally {
    delete globalThis.hotframe;
  }
  await registry.run(entry);
  return registry.module(entry).namespace;
}
