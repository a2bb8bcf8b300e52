// Random apps and random edits, with messages lost, doubled and reordered: once things are quiet, a page shows what a page that was
// just loaded shows. `HOTFRAME_MODEL_RUNS=50000` runs more, `HOTFRAME_MODEL_FIRST=n` others, `HOTFRAME_MODEL_SEED=n` one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Host, Tab } from "./app.mjs";

/** mulberry32: small, seeded, good enough. */
function randomness(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)] };
}

const name = (id) => /(\d+)/.exec(id)[1];

/** A module that imports some others; what it exports depends on them only through functions or only when it runs, both at random. */
function source(random, id, others, sheets) {
  const imports = others.filter(() => random.next() < 0.35).slice(0, 4);
  const lines = imports.map((other, index) => {
    const from = JSON.stringify(`./m${name(other)}`);
    switch (random.below(7)) {
      case 0:
        return `import * as n${index} from ${from}; parts.push(() => n${index}.read?.());`;
      case 1:
        return `export * from ${from};`;
      case 2:
        return `export { read as r${name(other)} } from ${from};`;
      case 3:
        return `import ${from};`;
      case 4:
        // Loaded when everything else has run.
        return `let l${index}; import(${from}).then((all) => (l${index} = all)); parts.push(() => l${index}?.read?.());`;
      case 5:
        return `import { read as f${index} } from ${from}; parts.push(() => f${index}?.()); import.meta.hot.accept(${from}, () => {});`;
      default:
        return `import { read as f${index} } from ${from}; parts.push(f${index} && (() => f${index}()));`;
    }
  });
  const own = name(id);
  const value = random.below(1000);
  // One name is everywhere: behind two `export *` it is nobody's.
  const named = [`export const v${own} = ${value};`, `export const everywhere = ${value};`, "", ""][random.below(4)];
  const sheet = random.next() < 0.3 ? `import "./${random.pick(sheets)}";` : "";
  const accept = ["", "", "", "import.meta.hot.accept();", "import.meta.hot?.accept(() => {});", `if (${value} % 2) import.meta.hot.accept();`][random.below(6)];
  const waits = random.next() < 0.1 ? "await null;" : "";
  // Loops are cut by depth.
  return `var parts; parts = []; ${sheet} ${lines.join("\n")}
${waits}
let depth = 0;
export function read() { if (depth > 0) return "loop"; depth++; try { return ["m${own}:${value}", ...(parts ?? []).filter(Boolean).map((part) => part())].join("(") + ")"; } finally { depth--; } }
${named} ${accept}`;
}

const SHEETS = ["one.css", "two.css", "three.css"];
const sheet = (random) => `.a { color: rgb(${random.below(256)}, 0, 0) }`;
const uses = (text, id) => new RegExp(`"\\./m${name(id)}"`).test(text);

/** Lets promises of the app come to their end. */
const quiet = async () => {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const main = (roots) => `${roots.map((id) => `import { read as r${name(id)} } from "./${id.slice(4, -3)}";`).join("\n")}
export const show = () => [${roots.map((id) => `r${name(id)}()`).join(", ")}].join(" | ");
import.meta.hot.accept();`;

/** Everything that can be seen of a page: what the entry shows, and the names and plain values of all that runs. */
function picture(tab) {
  const exports = {};
  for (const [id, module] of tab.client.registry.modules) {
    if (module.state !== "done") continue;
    exports[id] = Object.fromEntries(
      Object.keys(module.namespace)
        .sort()
        .map((name) => [name, typeof module.namespace[name] === "function" ? "function" : module.namespace[name]]),
    );
  }
  return { shown: tab.exports("src/main.js").show(), exports, sheets: [...tab.sheets] };
}

async function script(seed) {
  const random = randomness(seed);
  const count = 2 + random.below(7);
  let ids = Array.from({ length: count }, (_, n) => `src/m${n}.js`);
  const write = (id) => source(random, id, ids.filter((other) => other !== id), SHEETS);
  const files = Object.fromEntries(ids.map((id) => [id, write(id)]));
  for (const path of SHEETS) files[`src/${path}`] = sheet(random);
  const gone = [];
  const roots = () => ids.filter(() => random.next() < 0.6);
  files["src/main.js"] = main(roots());
  const host = new Host(files);
  // With and without what knows about React.
  const options = { react: seed % 2 === 0 };
  const tab = new Tab(host, options).start();
  await quiet();
  let held = [];
  const deliver = async (message) => {
    const before = tab.sent.length;
    await tab.receive(message);
    for (const asked of tab.sent.slice(before)) if (asked.type === "sync" && random.next() < 0.7) await deliver(host.sync(asked));
  };
  for (let step = 0; step < 4 + random.below(6); step++) {
    const changes = {};
    for (let n = 1 + random.below(2); n > 0; n--) {
      const id = random.pick(ids);
      changes[id] = write(id);
    }
    if (random.next() < 0.2) changes["src/main.js"] = main(roots());
    if (random.next() < 0.15) {
      const id = `src/m${count + step}.js`;
      ids = [...ids, id];
      changes[id] = write(id);
    }
    if (random.next() < 0.2) changes[`src/${random.pick(SHEETS)}`] = sheet(random);
    if (random.next() < 0.15 && ids.length > 2) {
      // Deleted, and everybody who used it edited with it.
      const id = random.pick(ids);
      ids = ids.filter((other) => other !== id);
      gone.push(id);
      for (const other of ids) if (uses(changes[other] ?? host.files[other], id)) changes[other] = write(other);
      changes[id] = null;
      if (uses(changes["src/main.js"] ?? host.files["src/main.js"], id)) changes["src/main.js"] = main(roots());
    } else if (gone.length && random.next() < 0.3) {
      const id = gone.pop();
      ids = [...ids, id];
      changes[id] = write(id);
    }
    const message = host.edit(changes);
    const luck = random.next();
    if (luck < 0.1) continue;
    if (luck < 0.2) held.push(message);
    else await deliver(message);
    if (luck > 0.9) await deliver(message);
    if (held.length && random.next() < 0.4) for (const late of held.splice(0).reverse()) await deliver(late);
  }
  // Quiet: the next beat tells where the host is, and nothing is lost any more.
  tab.timers = [];
  tab.client.wake(true);
  for (const timer of tab.timers.splice(0)) timer.what();
  const asked = tab.last("sync");
  if (asked) await tab.receive(host.sync({ ...asked, from: tab.client.revision }));
  await tab.receive(host.connected());
  if (tab.last("sync")?.from === tab.client.revision && tab.client.revision !== host.graph.revision) await tab.receive(host.sync(tab.last("sync")));
  assert.equal(tab.client.revision, host.graph.revision, "not at the last revision");
  assert.deepEqual(tab.reloads, []);
  await quiet();
  const fresh = new Tab(host, options).start();
  await quiet();
  assert.deepEqual(picture(tab), picture(fresh));
}

const only = process.env.HOTFRAME_MODEL_SEED;
const first = Number(process.env.HOTFRAME_MODEL_FIRST ?? 1_000);
const runs = only ? 1 : Number(process.env.HOTFRAME_MODEL_RUNS ?? 2_000);

test(`${runs} random edit scripts converge`, async () => {
  for (let n = 0; n < runs; n++) {
    const seed = only ? Number(only) : first + n;
    try {
      await script(seed);
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    }
  }
});
