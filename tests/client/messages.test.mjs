// The messages in tests/messages, which Rust writes and Ruby reads too: what a page does about each, and that it says nothing else.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Host, open, Tab } from "./app.mjs";
import { sources } from "./load.mjs";

const folder = join(sources, "../../tests/messages");
const read = (side) => Object.fromEntries(readdirSync(join(folder, side)).map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(join(folder, side, file), "utf8"))]));
const server = read("server");

/** A page at the revision that the messages start from. */
function page() {
  const host = new Host({ "src/main.js": "import.meta.hot.on('app:hello', ({ from }) => note(from))" });
  const tab = new Tab(host, { packages: { "npm:react": () => ({}) } });
  tab.urls.set("/@hotframe/module/d1.js", server.hmr_update.modules[0].code.replace("src/App.tsx", "src/Large.tsx"));
  return tab.start({ ...host.boot(), revision: "r1", page: "p1" });
}

for (const [name, message] of Object.entries(server)) {
  for (const [title, sent] of [["as it is", message], ["with fields of a later version", { ...message, later: { any: "thing" } }]]) {
    test(`${name} is understood, ${title}`, async () => {
      const tab = page();
      await tab.receive(sent);
      const expected = {
        connected: () => assert.equal(tab.last("sync"), undefined),
        hmr_update: () => assert.deepEqual([tab.client.revision, tab.last("hmr_success").paths], ["r2", ["src/App.tsx"]]),
        hmr_batch: () => assert.deepEqual([tab.client.revision, tab.client.registry.modules.get("src/Large.tsx").definition.digest], ["r2", "d1"]),
        build_error: () => assert.deepEqual([tab.problems.diagnostics, tab.client.revision], [message.diagnostics, "r1"]),
        preview_refreshed: () => assert.deepEqual(tab.reloads, ["index.html was edited"]),
        custom: () => assert.deepEqual(tab.takeLog(), ["host"]),
      };
      expected[name]();
      assert.ok(name === "preview_refreshed" || tab.live);
    });
  }
}

test("types that nobody knows, and other apps, are ignored", async () => {
  const tab = page();
  await tab.receive({ ...server.hmr_update, type: "of_tomorrow" });
  await tab.receive({ ...server.hmr_update, app: "2" });
  await tab.receive({ ...server.hmr_update, app: "2", v: 2 });
  await tab.receive({ type: "webpackOk" });
  assert.equal(tab.client.revision, "r1");
  assert.deepEqual([tab.reloads, tab.last("sync"), tab.last("hmr_error")], [[], undefined, undefined]);
});

test("a host that speaks another version gets a page of its own: once, and then it is said", async () => {
  const reason = "the host speaks version 2 of the wire, this page 1";
  const tab = page();
  await tab.receive({ ...server.connected, v: 2 });
  await tab.receive({ ...server.hmr_update, v: 2 });
  assert.deepEqual([tab.reloads, tab.client.revision], [[reason], "r1"]);
  assert.equal(tab.last("hmr_success").reason, reason);

  const host = new Host({ "src/main.js": "" });
  const again = new Tab(host).start(host.boot(), host.script(), reason);
  await again.receive({ ...server.connected, v: 2 });
  await again.receive({ ...server.connected, v: 2 });
  assert.deepEqual([again.reloads, again.statuses.at(-1)], [[], "error"]);
});

test("an update that cannot be applied is told with its time and its files", async () => {
  const tab = open({ "src/main.js": "import.meta.hot.accept()" });
  await tab.edit({ "src/main.js": `import.meta.hot.accept(); throw new Error("no")` });
  const { error, duration, paths } = tab.last("hmr_error");
  assert.deepEqual([error.message, error.kind, paths], ["no", "apply", ["src/main.js"]]);
  assert.ok(duration > 0);
});

test("a page says what the messages of its side say", async () => {
  const client = read("client");
  const keys = (message) => Object.keys(message).filter((key) => !["v", "app"].includes(key));
  const tab = open({ "src/main.js": `import.meta.hot.accept(); import.meta.hot.send("app:hello", [1, "two"])` });
  await tab.edit({ "src/main.js": `import.meta.hot.accept(); setTimeout(() => {}); import.meta.hot.send("app:hello", [1, "two"])` });
  tab.client.failed(new Error("boom"), "runtime");
  tab.client.wake(true);
  tab.sent.push(tab.handlers.hello());
  for (const type of ["hmr_ready", "sync", "hmr_success", "hmr_status", "custom"]) {
    const said = tab.last(type);
    assert.ok(said, type);
    assert.deepEqual(keys(said).filter((key) => !(key in client[type])), [], type);
  }
  const { error } = tab.last("hmr_error");
  assert.deepEqual(Object.keys(error).filter((key) => !(key in client.hmr_error.error)), []);
});
