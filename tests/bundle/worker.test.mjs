// A bundle behind the real workerd: the same bytes, and what HTTP asks of a server.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildOurs } from "./support/build.mjs";
import { startWorker } from "./support/workerd.mjs";

const tests = fileURLToPath(new URL("..", import.meta.url));
const nodeModules = join(tests, "node_modules");
// Names and texts that would end a string, a script or a template if they were pasted into one.
const NASTY = "`${globalThis.broken = 1}` \" ' \\ </script> \u2028 \u2029 \0-free";
const APP = {
  "index.html": '<!doctype html><html><head><title>app</title></head><body><div id="root"></div><script type="module" src="/src/main.ts"></script></body></html>',
  "src/main.ts": `import "./main.css"; console.log(${JSON.stringify(NASTY)}); import("./lazy").then((m) => m.default());`,
  "src/main.css": "body { color: red }",
  "src/lazy.ts": 'export default () => console.log("lazy");',
  "public/robots.txt": "User-agent: *\n",
  "public/docs/index.html": "<p>docs</p>",
  "public/about.html": "<p>about</p>",
  "public/name with ' \" and ${x} `.txt": NASTY,
  "public/data.bin": Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 256)),
  "src/worker.ts": `import { answer } from "./answer";
    export default { async fetch(request: Request, env: { STAGE: string }): Promise<Response> {
      const url = new URL(request.url);
      return Response.json({ path: url.pathname, method: request.method, stage: env.STAGE, answer, body: request.body ? await request.text() : null });
    } };`,
  "src/answer.ts": "export const answer: number = 42;",
};

let folder, out;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotframe-worker-"));
  for (const [path, content] of Object.entries(APP)) {
    await mkdir(dirname(join(folder, "app", path)), { recursive: true });
    await writeFile(join(folder, "app", path), content);
  }
});

after(() => folder && rm(folder, { recursive: true, force: true }));

async function filesOf(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const all = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
  return all.filter((path) => !path.startsWith("_worker.js"));
}

for (const mode of ["assets", "single"]) {
  describe(mode, () => {
    let server, root;
    const get = (path, headers = {}, method = "GET") => fetch(server.address + path, { method, headers, redirect: "manual" });

    before(async () => {
      root = join(folder, mode);
      const options = JSON.stringify({ vars: { STAGE: "test" }, app: NASTY });
      await buildOurs(join(folder, "app"), root, nodeModules, [`--worker=${mode}`, "--worker-options", options]);
      const metadata = JSON.parse(await readFile(join(root, "_worker.js", "metadata.json"), "utf8"));
      assert.equal(metadata.main_module, "index.js");
      assert.deepEqual(metadata.bindings[0], { type: "plain_text", name: "STAGE", text: "test" });
      server = await startWorker(join(root, "_worker.js"), { assets: mode === "assets" ? root : undefined, vars: { STAGE: "test" } });
    });

    after(() => server?.stop());

    test("every file of the bundle, byte by byte, with its type", async () => {
      const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", txt: "text/plain; charset=utf-8", bin: "application/octet-stream" };
      for (const path of await filesOf(root)) {
        const answer = await get("/" + path.split("/").map(encodeURIComponent).join("/"));
        assert.equal(answer.status, 200, path);
        assert.deepEqual(Buffer.from(await answer.arrayBuffer()), await readFile(join(root, path)), path);
        assert.equal(answer.headers.get("content-type"), types[path.split(".").pop()], path);
        const forEver = path.startsWith("assets/");
        assert.equal(answer.headers.get("cache-control"), forEver ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate", path);
        assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      }
    });

    test("paths of the router are the page, missing files are not", async () => {
      const page = await readFile(join(root, "index.html"), "utf8");
      for (const path of ["/", "/customers", "/customers/7", "/index.html"]) {
        const answer = await get(path, { accept: "text/html,*/*" });
        assert.deepEqual([answer.status, await answer.text()], [200, page], path);
      }
      assert.equal(await (await get("/about")).text(), "<p>about</p>");
      assert.equal(await (await get("/docs/")).text(), "<p>docs</p>");
      for (const path of ["/missing.js", "/assets/index-00000000.js", "/assets/none", "/favicon.ico"]) assert.equal((await get(path)).status, 404, path);
      assert.equal((await get("/customers", { accept: "application/json" })).status, 404);
      assert.equal((await get("/%zz")).status, 400);
      assert.equal((await get("/..%2f..%2fetc%2fpasswd")).status, 400);
    });

    test("HEAD, conditions and ranges", async () => {
      const whole = await readFile(join(root, "data.bin"));
      const head = await get("/data.bin", {}, "HEAD");
      assert.deepEqual([head.status, head.headers.get("content-length"), (await head.arrayBuffer()).byteLength], [200, "1000", 0]);
      const etag = head.headers.get("etag");
      for (const value of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) assert.equal((await get("/data.bin", { "if-none-match": value })).status, 304, value);
      assert.equal((await get("/data.bin", { "if-none-match": '"other"' })).status, 200);
      for (const [range, from, to] of [["bytes=0-9", 0, 9], ["bytes=990-", 990, 999], ["bytes=-10", 990, 999], ["bytes=5-5000", 5, 999]]) {
        const part = await get("/data.bin", { range });
        assert.deepEqual([part.status, part.headers.get("content-range")], [206, `bytes ${from}-${to}/1000`], range);
        assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(from, to + 1), range);
      }
      const bad = await get("/data.bin", { range: "bytes=2000-" });
      assert.deepEqual([bad.status, bad.headers.get("content-range")], [416, "bytes */1000"]);
      assert.equal((await get("/data.bin", { range: "bytes=0-1,5-6" })).status, 200);
      assert.equal((await get("/data.bin", { range: "bytes=0-9", "if-range": '"other"' })).status, 200);
      assert.equal((await get("/data.bin", { range: "bytes=0-9", "if-range": etag })).status, 206);
    });

    test("the app's own worker gets its paths, its bindings and what is no GET", async () => {
      const answer = await (await get("/api/things?x=1")).json();
      assert.deepEqual(answer, { path: "/api/things", method: "GET", stage: "test", answer: 42, body: null });
      const posted = await fetch(`${server.address}/form`, { method: "POST", body: "sent" });
      assert.deepEqual(await posted.json(), { path: "/form", method: "POST", stage: "test", answer: 42, body: "sent" });
    });

    test("the status", async () => {
      const status = await (await get("/__hotframe")).json();
      assert.deepEqual({ ...status, version: typeof status.version, files: status.files > 5 }, { ok: true, app: NASTY, version: "string", files: true, mode, kv: false });
    });
  });
}

test("an app without a worker of its own answers 405 to what is no GET; texts of the app are data", async () => {
  const app = join(folder, "plain");
  await cp(join(folder, "app"), app, { recursive: true });
  await rm(join(app, "src/worker.ts"));
  const root = join(folder, "plain-out");
  await buildOurs(app, root, nodeModules, ["--worker=single"]);
  const script = await readFile(join(root, "_worker.js", "index.js"), "utf8");
  // All that is the app's stands in one literal on the first line.
  const [first, ...rest] = script.split("\n");
  assert.ok(JSON.parse(JSON.parse(first.replace(/^const \w+=/, "").replace(/;$/, ""))).files.length > 5);
  assert.ok(!rest.join("\n").includes("index.html\":") && !rest.join("\n").includes("robots"));
  const server = await startWorker(join(root, "_worker.js"));
  const answer = await fetch(`${server.address}/`, { method: "POST" });
  assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"]);
  server.stop();
});

test("files in a KV store come before those of the deployment", async () => {
  const root = join(folder, "kv");
  await buildOurs(join(folder, "app"), root, nodeModules, ["--worker=single", "--worker-options", JSON.stringify({ kv: "FILES", kv_prefix: "app-1/", kv_seconds: 0 })]);
  const script = await readFile(join(root, "_worker.js", "index.js"), "utf8");
  const { version } = JSON.parse(JSON.parse(script.split("\n")[0].replace(/^const \w+=/, "").replace(/;$/, "")));
  const changed = { type: "text/plain; charset=utf-8", size: 3, etag: "new", immutable: false };
  const entries = [["app-1/index", JSON.stringify({ version, files: { "robots.txt": changed, "about.html": null } })], ["app-1/robots.txt", "new"]];
  const server = await startWorker(join(root, "_worker.js"), { kv: { binding: "FILES", entries } });
  const answer = await fetch(`${server.address}/robots.txt`);
  assert.deepEqual([await answer.text(), answer.headers.get("etag")], ["new", '"new"']);
  assert.equal((await fetch(`${server.address}/about.html`)).status, 404);
  assert.equal((await fetch(`${server.address}/data.bin`)).status, 200);
  server.stop();
});

test("a Worker that is too large is an error with its sizes, and nothing is written", async () => {
  const root = join(folder, "large");
  const options = JSON.stringify({ limits: { script_bytes: 1000, as_of: "2020-01-01" } });
  await assert.rejects(buildOurs(join(folder, "app"), root, nodeModules, ["--worker=single", "--worker-options", options]), /weighs .* raw, .* gzip; the limit is 1.00 kB \(limits of 2020-01-01\)/s);
  await assert.rejects(readdir(root));
});
