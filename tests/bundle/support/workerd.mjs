// The real workerd, serving what `build --worker` wrote.
import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import workerd from "workerd";

// The path of the binary: its wrapper would leave it behind when it is killed.
const binary = workerd.default ?? workerd;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** What a KV namespace is for workerd: a service that answers keys. Ours holds what the test wrote. */
const store = (entries) => `const entries = new Map(${JSON.stringify(entries)});
export default { async fetch(request) {
  const key = decodeURIComponent(new URL(request.url).pathname.slice(1));
  if (request.method === "PUT") { entries.set(key, await request.text()); return new Response(null); }
  return entries.has(key) ? new Response(entries.get(key)) : new Response(null, { status: 404 });
} };`;

/** Starts workerd for the Worker in `folder`, with the assets in `assets` and variables and a KV store if they are given. */
export async function startWorker(folder, { assets, vars = {}, kv } = {}) {
  const port = await freePort();
  const modules = (await readdir(folder)).filter((name) => name !== "metadata.json").sort((a, b) => Number(b === "index.js") - Number(a === "index.js"));
  const rows = modules.map((name) => `(name = ${JSON.stringify(name)}, ${name.endsWith(".js") ? "esModule" : "text"} = embed ${JSON.stringify(name)})`);
  const bindings = Object.entries(vars).map(([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`);
  const services = [`(name = "main", worker = .main)`];
  if (assets) {
    bindings.push(`(name = "ASSETS", service = "assets")`);
    services.push(`(name = "assets", disk = (path = ${JSON.stringify(assets)}, allowDotfiles = true))`);
  }
  if (kv) {
    await writeFile(join(folder, "store.mjs"), store(kv.entries));
    bindings.push(`(name = ${JSON.stringify(kv.binding)}, kvNamespace = "store")`);
    services.push(`(name = "store", worker = .store)`);
  }
  const workers = [`const main :Workerd.Worker = (modules = [${rows}], bindings = [${bindings}], compatibilityDate = "2026-10-01");`];
  if (kv) workers.push(`const store :Workerd.Worker = (modules = [(name = "store.mjs", esModule = embed "store.mjs")], compatibilityDate = "2026-10-01");`);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [${services}], sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]);
${workers.join("\n")}`;
  await writeFile(join(folder, "config.capnp"), config);
  const child = spawn(binary, ["serve", "--experimental", join(folder, "config.capnp")], { stdio: ["ignore", "inherit", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  const exited = new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`workerd ended with ${code}: ${said}`))));
  exited.catch(() => {});
  const address = `http://127.0.0.1:${port}`;
  const ready = async () => {
    for (;;) {
      const answer = await fetch(`${address}/__hotframe`).catch(() => undefined);
      if (answer) return;
      await new Promise((next) => setTimeout(next, 20));
    }
  };
  await Promise.race([ready(), exited]);
  return { address, stop: () => child.kill("SIGKILL") };
}
