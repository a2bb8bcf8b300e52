// Edits in a page: what runs again, in which order, and what is left alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Host, open, Tab } from "./app.mjs";

const accepting = "import.meta.hot.accept();";

test("a module that accepts itself runs again, with its callbacks after it", async () => {
  const a = (value) => `export const x = ${value}; note("run", x); import.meta.hot?.accept((m) => note("one", m.x)); if (true) import.meta.hot.accept((m) => note("two", m.x)); import.meta.hot.dispose(() => note("dispose", x)); import.meta.hot.on("vite:beforeUpdate", (e) => note(e.type, "before", e.updates[0].path)); import.meta.hot.on("vite:afterUpdate", () => note("after"));`;
  const tab = open({ "src/main.js": `import { x } from "./a"; note("main", x)`, "src/a.js": a(1) });
  assert.deepEqual(tab.takeLog(), ["run 1", "main 1"]);
  await tab.edit({ "src/a.js": a(2) });
  assert.deepEqual(tab.takeLog(), ["update before /src/a.js", "dispose 1", "run 2", "one 2", "two 2", "after"]);
  assert.ok(tab.live);
  assert.equal(tab.client.revision, tab.host.graph.revision);
  const { outcome, revision, paths, duration } = tab.last("hmr_success");
  assert.deepEqual([outcome, revision, paths], ["applied", tab.host.graph.revision, ["src/a.js"]]);
  assert.ok(duration > 0);
});

test("importers that do not run again see the new bindings", async () => {
  const tab = open({
    "src/main.js": `import { x } from "./barrel"; export const read = () => x; import * as all from "./a"; export { all }`,
    "src/barrel.js": `export * from "./a"; export const own = 1`,
    "src/a.js": `export const x = 1; ${accepting}`,
  });
  const { read, all } = tab.exports("src/main.js");
  assert.equal(read(), 1);
  await tab.edit({ "src/a.js": `export const x = 2; export const y = 3; ${accepting}` });
  assert.equal(read(), 2);
  assert.equal(tab.exports("src/main.js").all, all, "a namespace keeps its identity");
  assert.deepEqual({ ...all }, { x: 2, y: 3 });
  assert.deepEqual(tab.exports("src/barrel.js"), { own: 1, x: 2, y: 3 });
  await tab.edit({ "src/a.js": `export const y = 4; ${accepting}` });
  assert.deepEqual(tab.exports("src/barrel.js"), { own: 1, y: 4 });
  assert.deepEqual({ ...all }, { y: 4 });
});

test("an importer that accepts a dependency gets it, and does not run again", async () => {
  const tab = open({
    "src/main.js": `import { x } from "./dep"; note("main", x); import.meta.hot.accept("./dep", (m) => note("accepted", m.x, x))`,
    "src/dep.js": `export const x = 1; import.meta.hot.dispose(() => note("dispose"))`,
  });
  tab.takeLog();
  await tab.edit({ "src/dep.js": `export const x = 2` });
  assert.deepEqual(tab.takeLog(), ["dispose", "accepted 2 2"]);
  assert.ok(tab.live);
});

test("a change bubbles through modules in between, which run again", async () => {
  const tab = open({
    "src/main.js": `import { x } from "./dep"; import.meta.hot.accept("./dep", (m) => note("accepted", m.x, m.nested))`,
    "src/dep.js": `export { n as nested } from "./nested"; export const x = 1; note("dep")`,
    "src/nested.js": `export const n = 1; note("nested")`,
  });
  tab.takeLog();
  await tab.edit({ "src/nested.js": `export const n = 2; note("nested")` });
  assert.deepEqual(tab.takeLog(), ["nested", "dep", "accepted 1 2"]);
});

test("accept with a list gives what was replaced, and undefined for the rest", async () => {
  const tab = open({
    "src/main.js": `import "./a"; import "./b"; import.meta.hot.accept(["./a", "./b"], ([a, b]) => note(a?.v, b?.v))`,
    "src/a.js": `export const v = "a1"`,
    "src/b.js": `export const v = "b1"`,
  });
  await tab.edit({ "src/a.js": `export const v = "a2"` });
  await tab.edit({ "src/b.js": `export const v = "b2"` });
  await tab.edit({ "src/a.js": `export const v = "a3"`, "src/b.js": `export const v = "b3"` });
  assert.deepEqual(tab.takeLog(), ["a2 ", " b2", "a3 b3"]);
});

test("nothing accepts: one reload, and everybody can read why", async () => {
  const tab = open({ "src/main.js": `import "./a"; import.meta.hot.on("vite:beforeFullReload", (e) => note(e.reason))`, "src/a.js": `export const x = 1` });
  const message = tab.host.edit({ "src/a.js": `export const x = 2` });
  await Promise.all([tab.receive(message), tab.receive(message)]);
  const [reason] = tab.reloads;
  assert.equal(tab.reloads.length, 1);
  assert.match(reason, /src\/main\.js is where the app starts.*src\/a\.js → src\/main\.js/);
  assert.equal(tab.last("hmr_success").outcome, "reloading");
  assert.equal(tab.last("hmr_success").reason, reason);
  assert.deepEqual(tab.takeLog(), [reason]);
});

test("an accept in a branch that did not run is none", async () => {
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": `export const x = 1; if (x > 5) import.meta.hot.accept()` });
  await tab.edit({ "src/a.js": `export const x = 2; import.meta.hot.accept()` });
  assert.equal(tab.reloads.length, 1, "the old instance decides");
});

test("every way up must accept", async () => {
  const files = {
    "src/main.js": `import "./b"; import "./c"`,
    "src/b.js": `import { d } from "./d"; import.meta.hot.accept("./d")`,
    "src/c.js": `import { d } from "./d"; export const c = d`,
    "src/d.js": `export const d = 1`,
  };
  const tab = open(files);
  await tab.edit({ "src/d.js": `export const d = 2` });
  assert.equal(tab.reloads.length, 1);
  const accepted = open({ ...files, "src/c.js": `${files["src/c.js"]}; ${accepting}` });
  await accepted.edit({ "src/d.js": `export const d = 2` });
  assert.ok(accepted.live);
  assert.equal(accepted.exports("src/c.js").c, 2);
});

test("what is imported runs before what imports it", async () => {
  const tab = open({
    "src/main.js": `import "./a"; import.meta.hot.accept("./a")`,
    "src/a.js": `import "./leaf"; import "./b"; note("a")`,
    "src/b.js": `import "./leaf"; note("b")`,
    "src/leaf.js": `note("leaf")`,
  });
  tab.takeLog();
  await tab.edit({ "src/leaf.js": `note("leaf 2")` });
  assert.deepEqual(tab.takeLog(), ["leaf 2", "b", "a"]);
});

test("an import added later does not upset the order", async () => {
  const tab = open({
    "src/main.js": `import "./a"; import "./b"; import.meta.hot.accept(["./a", "./b"])`,
    "src/a.js": `export const a = 1; note("a")`,
    "src/b.js": `export const b = 1; note("b")`,
  });
  await tab.edit({ "src/a.js": `import { b } from "./b"; export const a = b + 1; note("a", a)` });
  tab.takeLog();
  await tab.edit({ "src/b.js": `export const b = 5; note("b")` });
  assert.deepEqual(tab.takeLog(), ["b", "a 6"]);
});

test("a cycle runs again in its first order, and hoisted functions work across it", async () => {
  const c = (text) => `import { b } from "./b"; export function c() { return "${text}" } note("c", typeof b)`;
  const tab = open({
    "src/main.js": `import { b } from "./b"; import.meta.hot.accept("./b", () => note("accepted", b()))`,
    "src/b.js": `import { c } from "./c"; export function b() { return "b" + c() } note("b")`,
    "src/c.js": c("c1"),
  });
  assert.deepEqual(tab.takeLog(), ["c function", "b"]);
  await tab.edit({ "src/c.js": c("c2") });
  assert.deepEqual(tab.takeLog(), ["c function", "b", "accepted bc2"]);
  assert.ok(tab.live);
});

test("a cycle without a boundary ends in one reload", async () => {
  const tab = open({ "src/main.js": `import "./b"`, "src/b.js": `import "./c"; note("b")`, "src/c.js": `import "./b"; note("c")` });
  await tab.edit({ "src/c.js": `import "./b"; note("c2")` });
  assert.equal(tab.reloads.length, 1);
});

test("a module that accepts itself inside a cycle is replaced", async () => {
  const c = (n) => `import { b } from "./b"; export const v = ${n}; export const viaB = () => b(); ${accepting}`;
  const tab = open({ "src/main.js": `import { b } from "./b"; export { b }`, "src/b.js": `import { v } from "./c"; export const b = () => v`, "src/c.js": c(1) });
  await tab.edit({ "src/c.js": c(2) });
  assert.ok(tab.live);
  assert.equal(tab.exports("src/main.js").b(), 2);
  assert.equal(tab.exports("src/c.js").viaB(), 2);
});

test("edits of what never ran change nothing, until it runs", async () => {
  const tab = open({ "src/main.js": `export const load = () => import("./lazy")`, "src/lazy.js": `export const x = 1; note("lazy", x)` });
  await tab.edit({ "src/lazy.js": `export const x = 2; note("lazy", x)` });
  assert.deepEqual(tab.takeLog(), []);
  assert.ok(tab.live);
  assert.equal((await tab.exports("src/main.js").load()).x, 2);
});

test("what was loaded by import() bubbles to who loaded it", async () => {
  const tab = open({ "src/main.js": `export const load = () => import("./lazy"); import.meta.hot.accept("./lazy", (m) => note("new", m.x))`, "src/lazy.js": `export const x = 1` });
  const namespace = await tab.exports("src/main.js").load();
  await tab.edit({ "src/lazy.js": `export const x = 2` });
  assert.deepEqual(tab.takeLog(), ["new 2"]);
  assert.equal(namespace.x, 2);
  assert.ok(tab.live);
});

test("acceptExports: enough while nobody uses other exports", async () => {
  const a = (n) => `export const a = ${n}; export const b = ${n}; export default ${n}; import.meta.hot.acceptExports(["a", "default"], (m) => note("accepted", m.a))`;
  const tab = open({ "src/main.js": `import d, { a } from "./a"; export const read = () => [d, a]`, "src/a.js": a(1) });
  await tab.edit({ "src/a.js": a(2) });
  assert.ok(tab.live);
  assert.deepEqual(tab.takeLog(), ["accepted 2"]);
  assert.deepEqual(tab.exports("src/main.js").read(), [2, 2]);
  const other = open({ "src/main.js": `import { a, b } from "./a"; note(a, b)`, "src/a.js": a(1) });
  await other.edit({ "src/a.js": a(2) });
  assert.equal(other.reloads.length, 1);
});

test("the whole chain is disposed before anything runs, importers first, and awaited", async () => {
  const tab = open({
    "src/main.js": `import "./a"; import.meta.hot.accept("./a")`,
    "src/a.js": `import { x } from "./b"; note("a", x); import.meta.hot.dispose(() => note("bye a", x))`,
    "src/b.js": `export const x = 1; import.meta.hot.dispose(async () => { await null; note("bye b") })`,
  });
  tab.takeLog();
  await tab.edit({ "src/b.js": `export const x = 2; note("b")` });
  assert.deepEqual(tab.takeLog(), ["bye a 1", "bye b", "b", "a 2"]);
});

test("data goes from life to life", async () => {
  const a = (n) => `const data = import.meta.hot.data; note(${n}, data.kept, data.direct); data.direct = (data.direct ?? 0) + 1; import.meta.hot.dispose((d) => { d.kept = "from ${n}" }); ${accepting}`;
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": a(1) });
  await tab.edit({ "src/a.js": a(2) });
  await tab.edit({ "src/a.js": a(3) });
  assert.deepEqual(tab.takeLog(), ["1  ", "2 from 1 1", "3 from 2 2"]);
});

test("the last import goes: dispose, prune, and the data with it", async () => {
  const a = `import.meta.hot.data.n = (import.meta.hot.data.n ?? 0) + 1; note("n", import.meta.hot.data.n); import.meta.hot.dispose(() => note("dispose")); import.meta.hot.prune(() => note("prune"))`;
  const tab = open({ "src/main.js": `import "./b"`, "src/b.js": `import "./a"; ${accepting} import.meta.hot.on("vite:beforePrune", (e) => note(e.paths))`, "src/a.js": a });
  assert.deepEqual(tab.takeLog(), ["n 1"]);
  await tab.edit({ "src/b.js": `${accepting} import.meta.hot.on("vite:beforePrune", (e) => note(e.paths))` });
  assert.deepEqual(tab.takeLog(), ["/src/a.js", "dispose", "prune"]);
  await tab.edit({ "src/b.js": `import "./a"; ${accepting}` });
  assert.deepEqual(tab.takeLog(), ["n 1"]);
});

test("a pruned module that changed as well does not run once more", async () => {
  const tab = open({ "src/main.js": `import "./b"`, "src/b.js": `import "./a"; ${accepting}`, "src/a.js": `note("a1"); ${accepting}`, "src/c.js": "" });
  tab.takeLog();
  await tab.edit({ "src/b.js": `note("b2"); ${accepting}`, "src/a.js": `note("a2"); ${accepting}` });
  assert.deepEqual(tab.takeLog(), ["b2"]);
});

test("invalidate passes the update on to the importers", async () => {
  const child = (n) => `export const x = ${n}; note("child", x); import.meta.hot.accept((m) => { if (m.x > 1) import.meta.hot.invalidate("too big") })`;
  const tab = open({
    "src/main.js": `import "./parent"`,
    "src/parent.js": `import { x } from "./child"; note("parent", x); ${accepting} import.meta.hot.on("vite:invalidate", (e) => note(e.path, e.message))`,
    "src/child.js": child(1),
  });
  tab.takeLog();
  await tab.edit({ "src/child.js": child(2) });
  assert.deepEqual(tab.takeLog(), ["child 2", "/src/child.js too big", "parent 2"]);
  assert.ok(tab.live);
});

test("invalidate at any time later, and without anybody above: a reload that quotes it", async () => {
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": `export const go = () => import.meta.hot.invalidate("because"); ${accepting}` });
  tab.exports("src/a.js").go();
  await tab.receive({ v: 1, type: "unknown" });
  assert.match(tab.reloads[0], /because/);
});

test("invalidate on the first run is nothing", async () => {
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": `import.meta.hot.invalidate(); ${accepting}` });
  await tab.receive({ v: 1, type: "unknown" });
  assert.ok(tab.live);
});

test("decline means reload", async () => {
  const tab = open({ "src/main.js": `import "./a"; import.meta.hot.accept("./a")`, "src/a.js": `export const x = 1; import.meta.hot.decline()` });
  await tab.edit({ "src/a.js": `export const x = 2` });
  assert.match(tab.reloads[0], /declines/);
});

test("listeners: off is silent, and a new life does not double them", async () => {
  const a = (n) => `const quiet = () => note("quiet"); const hot = import.meta.hot; hot.on("ping", (d) => note("ping", d.n, ${n})); hot.on("ping", quiet); hot.off("ping", quiet); hot.accept(); hot.send("hello", { n: ${n} })`;
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": a(1) });
  await tab.edit({ "src/a.js": a(2) });
  await tab.receive(tab.host.message({ type: "custom", event: "ping", data: { n: 7 } }));
  assert.deepEqual(tab.takeLog(), ["ping 7 2"]);
  assert.deepEqual(tab.last("custom").data, { n: 2 });
});

test("a module that throws while it runs again: everything is as it was, and the fix is live", async () => {
  const a = (n, then = "") => `import { x } from "./b"; export const a = ${n} + x; ${then}`;
  const tab = open({
    "src/main.js": `import { a } from "./a"; import { x } from "./b"; export const read = () => [a, x]; import.meta.hot.accept("./a")`,
    "src/a.js": a(10),
    "src/b.js": `export const x = 1; ${accepting}`,
  });
  const { revision } = tab.client;
  const { read } = tab.exports("src/main.js");
  await tab.edit({ "src/a.js": a(20, `throw new Error("boom")`), "src/b.js": `export const x = 2; ${accepting}` });
  assert.deepEqual(read(), [11, 1]);
  assert.equal(tab.client.revision, revision);
  assert.equal(tab.last("hmr_error").error.message, "boom");
  assert.equal(tab.last("hmr_error").error.kind, "apply");
  assert.equal(tab.problems.errors[0].message, "boom");
  assert.equal(tab.statuses.at(-1), "error");
  await tab.edit({ "src/a.js": a(30) });
  const asked = tab.last("sync");
  assert.equal(asked.from, revision);
  await tab.receive(tab.host.sync(asked));
  assert.deepEqual(read(), [32, 2]);
  assert.equal(tab.client.revision, tab.host.graph.revision);
  assert.deepEqual(tab.problems.errors, []);
  assert.ok(tab.live);
  await tab.edit({ "src/b.js": `export const x = 3; ${accepting}` });
  assert.deepEqual(read(), [32, 3], "b accepts itself, so a keeps what it made of it");
});

test("after a rollback the old lives hear, accept and are disposed once", async () => {
  const a = (n, then = "") => `note("run", ${n}); import.meta.hot.dispose(() => note("dispose", ${n})); import.meta.hot.on("ping", () => note("ping", ${n})); import.meta.hot.accept(); ${then}`;
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": a(1) });
  await tab.edit({ "src/a.js": a(2, "throw 1") });
  await tab.receive(tab.host.message({ type: "custom", event: "ping" }));
  await tab.edit({ "src/a.js": a(3) });
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.deepEqual(tab.takeLog(), ["run 1", "dispose 1", "run 2", "dispose 2", "ping 1", "run 3"]);
});

test("an app that failed at load starts when it is fixed", async () => {
  const tab = open({ "src/main.js": `import { x } from "./a"; note("main", x)`, "src/a.js": `throw new Error("first"); export const x = 0` });
  await null;
  assert.equal(tab.problems.errors[0].message, "first");
  assert.equal(tab.last("hmr_error").error.kind, "runtime");
  await tab.edit({ "src/a.js": `export const x = 1` });
  assert.deepEqual(tab.takeLog(), ["main 1"]);
  assert.deepEqual(tab.problems.errors, []);
  assert.ok(tab.live);
});

test("a lazy module that failed is loaded anew by who accepts it", async () => {
  const tab = open({ "src/main.js": `import { load } from "./app"; export { load }`, "src/app.js": `export const load = () => import("./lazy"); note("app"); ${accepting}`, "src/lazy.js": `throw new Error("lazy")` });
  await assert.rejects(tab.exports("src/main.js").load(), /lazy/);
  tab.takeLog();
  await tab.edit({ "src/lazy.js": `export const x = 2` });
  assert.deepEqual(tab.takeLog(), ["app"]);
  assert.equal((await tab.exports("src/main.js").load()).x, 2);
});

test("an entry that threw half-way is reloaded, not run twice", async () => {
  const tab = open({ "src/main.js": `note("mounted"); throw new Error("no")` });
  await tab.edit({ "src/main.js": `note("mounted")` });
  assert.deepEqual(tab.takeLog(), ["mounted"]);
  assert.equal(tab.reloads.length, 1);
});

test("new files, deleted files, and files that come back", async () => {
  const tab = open({ "src/main.js": `export { a } from "./a"`, "src/a.js": `export const a = 1; ${accepting}` });
  const { registry } = tab.client;
  await tab.edit({ "src/a.js": `export { b as a } from "./b"; note("a"); ${accepting}`, "src/b.js": `export const b = "new"` });
  assert.equal(tab.exports("src/main.js").a, "new");
  await tab.edit({ "src/a.js": `export const a = "alone"; ${accepting}`, "src/b.js": null });
  assert.equal(registry.modules.has("src/b.js"), false);
  await tab.edit({ "src/a.js": `export { b as a } from "./b"; note("a"); ${accepting}`, "src/b.js": `export const b = "again"` });
  assert.equal(tab.exports("src/main.js").a, "again");
  assert.ok(tab.live);
});

test("a specifier that means another file now runs its importer again", async () => {
  const tab = open({ "src/main.js": `export { a } from "./a"`, "src/a.js": `import { x } from "./x"; export const a = x; ${accepting}`, "src/x.ts": `export const x = "ts"` });
  await tab.edit({ "src/x.ts": null, "src/x/index.js": `export const x = "folder"` });
  assert.equal(tab.exports("src/main.js").a, "folder");
  assert.ok(tab.live);
});

test("top-level await: an update waits for it", async () => {
  const a = (n) => `export const x = await Promise.resolve(${n}); ${accepting}`;
  const tab = open({ "src/main.js": `import { x } from "./a"; note("main", x); export const read = () => x`, "src/a.js": a(1) });
  await new Promise(setImmediate);
  assert.deepEqual(tab.takeLog(), ["main 1"]);
  await tab.edit({ "src/a.js": a(2) });
  assert.equal(tab.exports("src/main.js").read(), 2);
  await tab.edit({ "src/a.js": `export const x = await Promise.reject(new Error("late")); ${accepting}` });
  assert.equal(tab.exports("src/main.js").read(), 2);
  assert.equal(tab.problems.errors[0].message, "late");
});

test("a barrel passes an edit on to those who use what was edited, and to nobody else", async () => {
  const tab = open({
    "src/main.js": `import { other } from "./lib"; import "./user"; note("main", other)`,
    "src/lib.js": `export { used } from "./used"; export * from "./other"`,
    "src/used.js": `export const used = 1`,
    "src/other.js": `export const other = 1`,
    "src/user.js": `import { used } from "./lib"; note("user", used); ${accepting}`,
  });
  tab.takeLog();
  await tab.edit({ "src/used.js": `export const used = 2` });
  assert.deepEqual(tab.takeLog(), ["user 2"]);
  assert.ok(tab.live);
});

test("CSS is swapped where it stands, and comes and goes with its import", async () => {
  const tab = open({ "src/main.js": `import "./a"; import "./app.css"; note("main")`, "src/app.css": ".a { color: red }", "src/a.js": `import "./a.css"; ${accepting}`, "src/a.css": ".b {}" });
  assert.deepEqual([...tab.sheets.keys()], ["src/a.css", "src/app.css"]);
  for (const color of ["green", "red", "green"]) await tab.edit({ "src/app.css": `.a { color: ${color} }` });
  assert.deepEqual(tab.takeLog(), ["main"]);
  assert.equal(tab.sheets.get("src/app.css"), ".a { color: green }");
  await tab.edit({ "src/a.js": `import "./new.css"; ${accepting}`, "src/new.css": ".n {}", "src/a.css": null });
  assert.deepEqual([...tab.sheets.keys()], ["src/new.css", "src/app.css"], "in the host's order");
  assert.ok(tab.live);
});

test("CSS modules: importers run again only when the names changed", async () => {
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": `import s from "./a.module.css"; note(Object.keys(s)); ${accepting}`, "src/a.module.css": ".a { color: red }" });
  await tab.edit({ "src/a.module.css": ".a { color: green }" });
  assert.deepEqual(tab.takeLog(), ["a"]);
  assert.match(tab.sheets.get("src/a.module.css"), /green/);
  await tab.edit({ "src/a.module.css": ".a { color: green } .b {}" });
  assert.deepEqual(tab.takeLog(), ["a,b"]);
});

test("a rollback takes new sheets away and puts old text back", async () => {
  const tab = open({ "src/main.js": `import "./a"`, "src/a.js": `import "./a.css"; ${accepting}`, "src/a.css": ".a {}" });
  await tab.edit({ "src/a.js": `import "./a.css"; import "./b.css"; throw new Error("no")`, "src/a.css": ".a { x: y }", "src/b.css": ".b {}" });
  assert.deepEqual([...tab.sheets], [["src/a.css", ".a {}"]]);
});

test("a stylesheet that the document starts accepts itself", async () => {
  const tab = open({ "src/main.js": "", "src/app.css": ".a {}" }, { entries: ["src/app.css", "src/main.js"] });
  await tab.edit({ "src/app.css": ".b {}" });
  assert.ok(tab.live);
  assert.equal(tab.sheets.get("src/app.css"), ".b {}");
});

test("many files are one update", async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`src/m${n}.js`, `export const x = 1; note("m"); ${accepting}`]));
  const tab = open({ "src/main.js": Object.keys(files).map((id) => `import "./${id.slice(4)}"`).join("\n"), ...files });
  tab.takeLog();
  await tab.edit(Object.fromEntries(Object.keys(files).map((id) => [id, `export const x = 2; note("m2"); ${accepting}`])));
  assert.equal(tab.takeLog().length, 20);
  assert.equal(tab.sent.filter(({ type }) => type === "hmr_success").length, 1);
});

test("a hundred edits leave no trace but the last", async () => {
  const a = (n) => `export const x = ${n}; ${accepting}`;
  const tab = open({ "src/main.js": `import { x } from "./a"; export const read = () => x`, "src/a.js": a(0) });
  for (let n = 1; n <= 100; n++) await tab.edit({ "src/a.js": a(n) });
  assert.equal(tab.exports("src/main.js").read(), 100);
  assert.equal(tab.client.registry.module("src/a.js").links.size, 1);
  assert.equal(tab.client.registry.modules.size, 2);
});

test("a namespace has its names in the order of their letters, whenever they came", async () => {
  const tab = open({ "src/main.js": `import * as all from "./all"; export { all }; import.meta.hot.accept()`, "src/all.js": `export * from "./b"; export const z = 1, c = 2; export function a() {}`, "src/b.js": `export const b = 1; import.meta.hot.accept()` });
  const names = () => Object.keys(tab.exports("src/main.js").all).join();
  assert.equal(names(), "a,b,c,z");
  await tab.edit({ "src/b.js": `export const b = 1, aa = 2; import.meta.hot.accept()` });
  assert.equal(names(), "a,aa,b,c,z");
  await tab.edit({ "src/b.js": `export const d = 1; import.meta.hot.accept()` });
  assert.equal(names(), "a,c,d,z");
  await tab.edit({ "src/all.js": `export * from "./b"; export const f = 1; throw new Error("no")` });
  assert.equal(names(), "a,c,d,z");
});

test("imports may be thousands deep", async () => {
  const depth = 2_500;
  const files = { "src/main.js": `import "./m0"; note(g.value); import.meta.hot.accept();`, [`src/m${depth}.js`]: "g.value = 1;" };
  for (let i = 0; i < depth; i++) files[`src/m${i}.js`] = `import "./m${i + 1}";`;
  const tab = open(files);
  await tab.edit({ [`src/m${depth}.js`]: "g.value = 2;" });
  assert.deepEqual(tab.takeLog(), ["1", "2"]);
  assert.ok(tab.live);
});
