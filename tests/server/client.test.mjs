// The services of the editor's side, against the real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import WebSocket from "ws";
import { loadClient, startServer } from "./server.mjs";

const PAGE = { fileName: "index.html", content: '<div id="root"></div><script type="module" src="/src/main.ts"></script>' };
const files = (text) => [PAGE, { fileName: "src/main.ts", content: `document.body.append("${text}")` }, { fileName: "src/app.css", content: "body { color: red }" }];

let server, client;
before(async () => ([server, client] = await Promise.all([startServer(), loadClient()])));
after(() => server.stop());

function service(options = {}) {
  const notices = [];
  const waiting = [];
  const made = new client.HotReloadService({ baseUrl: server.baseUrl, WebSocket, firstWait: 20, ...options });
  made.subscribe((notice) => {
    notices.push(notice);
    for (const [index, { fits, done }] of [...waiting.entries()].reverse()) if (fits(notice)) waiting.splice(index, 1), done(notice);
  });
  const notice = (fits) => notices.find(fits) ?? new Promise((done) => waiting.push({ fits, done }));
  return { service: made, notices, notice };
}

test("a session is made once, however many ask", async () => {
  const { service: hot } = service();
  const made = await Promise.all([1, 2, 3].map(() => hot.createPreviewSession("once", files("one"))));
  assert.equal(new Set(made.map(({ sessionId }) => sessionId)).size, 1);
  const other = service().service;
  assert.equal((await other.createPreviewSession("once", files("one"))).sessionId, made[0].sessionId, "another editor gets the same one");
  assert.equal(hot.getPreviewUrl("once"), made[0].previewUrl);
  assert.equal((await hot.getSessionStatus("once")).status, "active");
  await hot.deletePreviewSession("once");
  assert.equal(hot.getPreviewUrl("once"), null);
});

test("edits reach those who follow", async () => {
  const { service: hot, notice } = service();
  await hot.createPreviewSession("edits", files("one"));
  hot.connect("edits");
  await notice(({ message }) => message?.type === "connected");
  assert.equal(await hot.updatePreviewFiles("edits", [{ fileName: "src/main.ts", content: 'document.body.append("two")' }]), true);
  const { message } = await notice(({ message }) => message?.type === "hmr_update");
  assert.equal(message.path, "src/main.ts");
  hot.disconnect("edits");
});

test("a session that ended is made anew with everything that was sent", async () => {
  const { service: hot, notices } = service();
  const first = await hot.createPreviewSession("ended", files("one"));
  await hot.updatePreviewFiles("ended", [{ fileName: "src/more.ts", content: "export const more = 1" }]);
  await fetch(`${server.baseUrl}/kontext/preview/${first.sessionId}`, { method: "DELETE" });
  assert.equal(await hot.updatePreviewFiles("ended", [{ fileName: "src/main.ts", content: 'import { more } from "./more"; console.log(more)' }]), true);
  assert.ok(notices.some(({ type }) => type === "expired"));
  const page = await fetch(hot.getPreviewUrl("ended"), { headers: { Accept: "text/html" } });
  assert.ok(page.ok && !(await page.text()).includes("unresolved"));
});

test("a lost connection is opened again, and the tab hears what it missed", async () => {
  const own = await startServer();
  const { service: hot, notices, notice } = service({ baseUrl: own.baseUrl, retries: 100 });
  await hot.createPreviewSession("lost", files("one"));
  hot.connect("lost");
  await notice(({ message }) => message?.type === "connected");
  await own.stop("SIGKILL");
  await notice(({ type }) => type === "reconnecting");
  // What the first process kept in memory is gone: the editor makes the session anew, and its address is new too.
  const again = await startServer("--port", String(own.port));
  notices.length = 0;
  await hot.createPreviewSession("lost", files("two"));
  await notice(({ type }) => type === "connected");
  await notice(({ message }) => message?.type === "connected");
  hot.disconnect("lost");
  notices.length = 0;
  await again.stop();
  // Nobody follows it any more: nothing is said, and no attempt keeps this process alive.
  assert.deepEqual(notices, []);
});

test("without a server the app is deployed, after a few attempts", async () => {
  const own = await startServer();
  const deployed = [];
  const deploy = async (projectId, reason) => (deployed.push([projectId, reason]), "https://deployed.example/");
  const { service: hot, notices, notice } = service({ baseUrl: own.baseUrl, deploy, retries: 3 });
  await hot.createPreviewSession("gone", files("one"));
  hot.connect("gone");
  await notice(({ message }) => message?.type === "connected");
  await own.stop("SIGKILL");
  await notice(({ type }) => type === "fallback");
  assert.equal(notices.filter(({ type }) => type === "reconnecting").length, 3);
  assert.equal(hot.getPreviewUrl("gone"), "https://deployed.example/");
  assert.equal(await hot.createPreviewSession("gone", files("two")), null);
  assert.equal(await hot.updatePreviewFiles("gone", [{ fileName: "src/main.ts", content: "1" }]), false);
  assert.equal(deployed.length, 3);
});

test("changes are told apart by name at once, and by what they do when asked", async () => {
  const { service: hot } = service();
  const near = new client.ChangeDetectionService();
  const old = Object.fromEntries([...files("one"), { fileName: "package.json", content: '{"scripts":{},"dependencies":{}}' }].map(({ fileName, content }) => [fileName, content]));
  const strategy = (changes) => near.analyzeChanges(old, { ...old, ...changes }).strategy;
  assert.equal(strategy({}), "none");
  assert.equal(strategy({ "src/app.css": "body { color: blue }" }), "hot-reload");
  assert.equal(strategy({ "src/main.ts": "1" }), "preview-update");
  assert.equal(strategy({ "backend/main.mo": "actor {}" }), "full-deploy");
  assert.equal(strategy({ "package.json": '{"scripts":{"dev":"vite"},"dependencies":{}}' }), "none");
  assert.equal(strategy({ "package.json": '{"dependencies":{"zod":"4"}}' }), "full-deploy");

  await hot.createPreviewSession("ask", Object.entries(old).map(([fileName, content]) => ({ fileName, content })));
  const exact = new client.ChangeDetectionService(hot);
  const ask = async (changes) => (await exact.analyze("ask", old, { ...old, ...changes })).strategy;
  assert.equal(await ask({ "src/main.ts": `${old["src/main.ts"]} // said` }), "none");
  assert.equal(await ask({ "src/main.ts": 'document.body.append("two")' }), "preview-update");
  assert.equal(await ask({ "src/main.ts": 'document.body.prepend("one")' }), "full-deploy");
  assert.equal((await exact.analyze("ask", old, { ...old, "src/main.ts": 'document.body.prepend("one")' }, { preset: "components" })).strategy, "preview-update");
});
