// The conversation with the host: which messages are applied, which ignored, and what is asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Host, open, Tab } from "./app.mjs";
import { modules } from "./load.mjs";

const a = (n) => `export const x = ${n}; note("a", x); import.meta.hot.accept();`;
const files = { "src/main.js": `import { x } from "./a"; export const read = () => x`, "src/a.js": a(1) };
const problem = { severity: "error", code: "syntax", message: "unexpected token", file: "src/a.js", line: 1, column: 2, frame: "> 1 | ???" };
const read = (tab) => tab.exports("src/main.js").read();

test("says hello with its revision, app and version", () => {
  const tab = open(files);
  assert.deepEqual(tab.handlers.hello(), { v: 1, app: "1", type: "hmr_ready", revision: tab.host.graph.revision });
});

test("updates are applied in order, one after the other", async () => {
  const tab = open({ ...files, "src/a.js": `${a(1)} import.meta.hot.dispose(() => new Promise((resolve) => setTimeout(resolve, 5)))` });
  const messages = [2, 3, 4].map((n) => tab.host.edit({ "src/a.js": a(n) }));
  await Promise.all(messages.map((message) => tab.receive(message)));
  assert.deepEqual(tab.takeLog(), ["a 1", "a 2", "a 3", "a 4"]);
  assert.equal(tab.last("sync"), undefined);
});

test("a duplicate is ignored", async () => {
  const tab = open(files);
  const message = tab.host.edit({ "src/a.js": a(2) });
  await tab.receive(message);
  await tab.receive(message);
  assert.deepEqual(tab.takeLog(), ["a 1", "a 2"]);
});

test("a gap is noticed, asked about once, and closed by the net difference", async () => {
  const tab = open(files);
  const { revision } = tab.client;
  const lost = tab.host.edit({ "src/a.js": a(2) });
  assert.ok(lost);
  await tab.receive(tab.host.edit({ "src/b.js": "" , "src/a.js": a(3) }));
  await tab.receive(tab.host.edit({ "src/a.js": a(4) }));
  const asked = tab.sent.filter(({ type }) => type === "sync");
  assert.equal(asked.length, 1);
  assert.equal(asked[0].from, revision);
  assert.equal(asked[0].page, "p");
  assert.deepEqual(Object.keys(asked[0].have).sort(), ["src/a.js", "src/main.js"]);
  await tab.receive(tab.host.sync(asked[0]));
  assert.equal(read(tab), 4);
  assert.deepEqual(tab.takeLog(), ["a 1", "a 4"]);
  assert.deepEqual(tab.timers, []);
});

test("connected at another revision leads to sync, at the same one to nothing", async () => {
  const tab = open(files);
  await tab.receive(tab.host.connected());
  assert.equal(tab.last("sync"), undefined);
  tab.host.edit({ "src/a.js": a(2) });
  await tab.receive(tab.host.connected());
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.equal(read(tab), 2);
});

test("an edit between page load and connection is caught up with", async () => {
  const host = new Host(files);
  const boot = host.boot();
  const script = host.script();
  host.edit({ "src/a.js": a(2) });
  const tab = new Tab(host).start(boot, script);
  await tab.receive(host.connected());
  await tab.receive(host.sync(tab.last("sync")));
  assert.equal(read(tab), 2);
});

test("a lost answer is asked for again, and a silent connection renewed", async () => {
  const tab = open(files);
  tab.host.edit({ "src/a.js": a(2) });
  await tab.receive(tab.host.connected());
  const [timer] = tab.timers.splice(0);
  timer.what();
  const [second] = tab.timers.splice(0);
  assert.ok(second.ms > timer.ms);
  second.what();
  assert.equal(tab.sent.filter(({ type }) => type === "sync").length, 3);
  assert.ok(tab.last("renewed"));
});

test("messages that overtook each other are cleared up with the host", async () => {
  const tab = open(files);
  const broken = tab.host.message({ type: "build_error", from: tab.client.revision, to: tab.client.revision, error: "x", diagnostics: [problem] });
  const fixed = tab.host.message({ ...tab.host.update(tab.client.revision, [], [], [], ["src/a.js"]), timestamp: ++tab.host.clock });
  await tab.receive(fixed);
  await tab.receive(broken);
  assert.equal(tab.problems.diagnostics.length, 1);
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.deepEqual(tab.problems.diagnostics, []);
});

test("an update that does not parse changes nothing, and is asked for once more", async () => {
  const tab = open({ ...files, "src/b.js": a(1), "src/main.js": `${files["src/main.js"]}; import "./b"` });
  tab.takeLog();
  const message = tab.host.edit({ "src/a.js": a(2), "src/b.js": a(2) });
  message.modules[1].code = "this is not ( JavaScript";
  await tab.receive(message);
  assert.equal(read(tab), 1);
  assert.deepEqual(tab.takeLog(), []);
  assert.equal(tab.last("hmr_error").error.kind, "apply");
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.equal(read(tab), 2);
});

test("an update that lacks a module, or has another one, is rejected whole", async () => {
  for (const spoil of [(message) => (message.modules[0].code = ""), (message) => (message.modules[0].digest = "other")]) {
    const tab = open(files);
    const message = tab.host.edit({ "src/a.js": a(2) });
    spoil(message);
    await tab.receive(message);
    assert.equal(read(tab), 1);
    assert.match(tab.last("hmr_error").error.message, /lacks src\/a\.js/);
    assert.equal(tab.client.registry.modules.get("src/a.js").definition.digest, tab.last("sync").have["src/a.js"]);
  }
});

test("large modules come by address; one that fails to load rejects all", async () => {
  const tab = open(files);
  const message = tab.host.edit({ "src/a.js": a(2) });
  const [module] = message.modules;
  module.url = "/@hotframe/module/1.js";
  const { code } = module;
  delete module.code;
  await tab.receive(message);
  assert.equal(read(tab), 1);
  tab.urls.set(module.url, code);
  await tab.receive(message);
  assert.equal(read(tab), 2);
});

test("a build error shows over the page that stays, and the next good update clears it", async () => {
  const tab = open({ ...files, "src/a.js": `${a(1)} import.meta.hot.on("vite:error", (e) => note(e.err.message, e.err.loc.line))` });
  const { revision } = tab.client;
  await tab.receive(tab.host.message({ type: "build_error", from: revision, to: revision, path: "src/a.js", error: problem.message, diagnostics: [problem] }));
  assert.deepEqual(tab.problems.diagnostics, [problem]);
  assert.deepEqual(tab.takeLog(), ["a 1", "unexpected token 1"]);
  assert.equal(tab.statuses.at(-1), "error");
  await tab.edit({ "src/a.js": a(2) });
  assert.deepEqual(tab.problems.diagnostics, []);
  assert.equal(tab.statuses.at(-1), "updated");
});

test("an edit back to the last good text clears the error without running anything", async () => {
  const tab = open(files);
  const { revision } = tab.client;
  await tab.receive(tab.host.message({ type: "build_error", from: revision, to: revision, error: "x", diagnostics: [problem] }));
  await tab.receive(tab.host.update(revision, [], [], [], ["src/a.js"]));
  assert.deepEqual(tab.problems.diagnostics, []);
  assert.deepEqual(tab.takeLog(), ["a 1"]);
});

test("a page opened while the app is broken shows why, and starts when it is fixed", async () => {
  const host = new Host(files);
  const tab = new Tab(host).start({ ...host.boot(), revision: null, page: null, entries: [], edges: {}, css: [], diagnostics: [problem] }, "");
  assert.deepEqual(tab.problems.diagnostics, [problem]);
  await tab.receive(host.message({ type: "connected", from: null, to: null, diagnostics: [problem] }));
  assert.equal(tab.last("sync"), undefined);
  await tab.receive(host.update(null, host.graph.order, host.graph.order, [], ["src/a.js"]));
  assert.equal(read(tab), 1);
  assert.deepEqual(tab.problems.diagnostics, []);
  await tab.edit({ "src/a.js": a(2) });
  assert.equal(read(tab), 2);
});

test("packages are loaded before the first update that needs them", async () => {
  const host = new Host({ "src/main.js": `import { x } from "pkg"; note("main", x)` });
  const tab = new Tab(host).start({ ...host.boot(), revision: null }, "");
  tab.urls.set("/vendor.js", "hotframe.provide({})");
  tab.evaluate = ((evaluate) => (code) => (code.startsWith("hotframe.provide") ? tab.client.registry.provide({ "npm:pkg": () => ({ x: 7 }) }) : evaluate.call(tab, code)))(tab.evaluate);
  await tab.receive({ ...host.update(null, host.graph.order, host.graph.order, [], []), vendor: "/vendor.js" });
  assert.deepEqual(tab.takeLog(), ["main 7"]);
});

test("a host that has nothing good shows its errors; the page stays and does not ask in circles", async () => {
  const tab = open(files);
  await tab.receive(tab.host.message({ type: "connected", from: null, to: null, diagnostics: [problem] }));
  await tab.receive(tab.host.message({ type: "build_error", from: null, to: null, error: "x", diagnostics: [problem] }));
  assert.deepEqual(tab.problems.diagnostics, [problem]);
  assert.equal(tab.last("sync"), undefined);
});

test("another page on the host is asked about, and the answer reloads once", async () => {
  const tab = open(files);
  await tab.receive({ ...tab.host.connected(), page: "other" });
  assert.equal(tab.last("sync").page, "p");
  const message = tab.host.message({ type: "preview_refreshed", from: tab.client.revision, to: "next", reason: "index.html changed" });
  await tab.receive(message);
  await tab.receive(message);
  assert.deepEqual(tab.reloads, ["index.html changed"]);
  await tab.edit({ "src/a.js": a(2) });
  assert.equal(read(tab), 1, "a page that goes does nothing more");
});

test("a late refresh to where the page is already does not reload it again; one that somebody asks for does", async () => {
  const tab = open(files);
  const { revision } = tab.client;
  await tab.receive(tab.host.message({ type: "preview_refreshed", from: "older", to: revision, reason: "package.json" }));
  assert.ok(tab.live);
  await tab.receive(tab.host.message({ type: "preview_refreshed", from: revision, to: revision, reason: "asked for" }));
  assert.deepEqual(tab.reloads, ["asked for"]);
});

test("a revision that throws is not asked for again and again", async () => {
  const tab = open(files);
  await tab.edit({ "src/a.js": `throw new Error("no")` });
  await tab.receive(tab.host.connected());
  assert.equal(tab.last("sync"), undefined);
});

test("unknown types, fields and other apps are ignored", async () => {
  const tab = open(files);
  const message = tab.host.edit({ "src/a.js": a(2) });
  await tab.receive({ ...message, app: "2" });
  await tab.receive({ ...message, type: "deploy_progress" });
  await tab.receive(null);
  assert.equal(read(tab), 1);
  await tab.receive({ ...message, newField: 1 });
  assert.equal(read(tab), 2);
});

test("status: connecting, connected, updating, updated, offline, and back", async () => {
  const tab = open(files);
  await null;
  await tab.edit({ "src/a.js": a(2) });
  tab.handlers.close();
  tab.handlers.open();
  assert.deepEqual(tab.statuses, ["connecting", "connected", "updating", "updated", "offline", "updated"]);
  assert.equal(tab.last("hmr_status").status, "updated");
});

test("losing the connection and getting it back is told to the app", async () => {
  const tab = open({ ...files, "src/a.js": `${a(1)} for (const e of ["vite:ws:connect", "vite:ws:disconnect"]) import.meta.hot.on(e, () => note(e))` });
  await null;
  tab.handlers.close();
  tab.handlers.open();
  assert.deepEqual(tab.takeLog(), ["a 1", "vite:ws:connect", "vite:ws:disconnect", "vite:ws:connect"]);
});

test("a page that was away asks where things are", async () => {
  const tab = open(files);
  await null;
  tab.client.wake(false);
  assert.equal(tab.last("sync"), undefined);
  tab.client.wake(true);
  assert.equal(tab.last("sync").from, tab.client.revision);
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.equal(tab.last("hmr_success"), undefined, "an empty answer is no update");
});

test("errors of the app are reported once, and cleared by the next good update", async () => {
  const tab = open(files);
  await null;
  tab.client.failed(new Error("in a handler"), "runtime");
  tab.client.failed(new Error("in a handler"), "runtime");
  assert.equal(tab.sent.filter(({ type }) => type === "hmr_error").length, 1);
  assert.match(tab.last("hmr_error").error.stack, /in a handler/);
  await tab.edit({ "src/a.js": a(2) });
  assert.deepEqual(tab.problems.errors, []);
});

test("backoff grows, has a limit, and jitters", () => {
  const { backoff } = modules;
  assert.ok(backoff(0, 1) < backoff(3, 1));
  assert.equal(backoff(50, 1), backoff(60, 1));
  assert.ok(backoff(3, 0) < backoff(3, 1));
});

test("the cable's subscription is the host's own identifier, with the token", () => {
  const { identify } = modules;
  assert.equal(identify({ url: "/cable", identifier: `{"channel":"X","id":1}` }, "7"), `{"channel":"X","id":1}`);
  assert.deepEqual(JSON.parse(identify({ url: "/cable", token: "t" }, "7")), { channel: "Hotframe::PreviewChannel", app_id: "7", token: "t" });
});

test("an edit that could not be applied and is undone leaves no error", async () => {
  const tab = open(files);
  const { revision } = tab.client;
  const failing = `${a(1)} throw new Error("no");`;
  await tab.edit({ "src/a.js": failing });
  assert.deepEqual(tab.problems.errors.map(({ message }) => message), ["no"]);
  await tab.edit({ "src/a.js": a(1) });
  assert.deepEqual([tab.problems.errors, tab.client.revision, tab.statuses.at(-1)], [[], revision, "connected"]);
  assert.equal(tab.last("sync"), undefined);
  // The same with the message lost: the next beat tells it.
  await tab.edit({ "src/a.js": failing });
  assert.equal(tab.problems.errors.length, 1);
  tab.host.edit({ "src/a.js": a(1) });
  await tab.receive(tab.host.connected());
  assert.deepEqual(tab.problems.errors, []);
  await tab.edit({ "src/a.js": a(2) });
  assert.equal(read(tab), 2);
});

test("an update that brings no code leaves the errors of the code that runs", async () => {
  const tab = open({ ...files, "src/main.js": `import { x } from "./a"; import "./m.css"; export const read = () => x`, "src/m.css": ".a {}" });
  tab.client.failed(new Error("render"), "runtime");
  await tab.receive({ ...tab.host.update(tab.client.revision, [], [], [], ["src/a.js"]) });
  await tab.edit({ "src/m.css": ".b {}" });
  assert.equal(tab.problems.errors.length, 1);
  await tab.edit({ "src/a.js": a(2) });
  assert.equal(tab.problems.errors.length, 0);
});
