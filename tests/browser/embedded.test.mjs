// A preview in the strictest surroundings: a frame without an origin (`sandbox="allow-scripts"`), fed by the page around it through a
// MessagePort, under a policy that allows scripts and styles by nonce alone.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { launchChromium } from "./support/chromium.mjs";
import { HotframeHost } from "./support/preview/hotframe_host.mjs";
import { PACKAGES } from "./support/preview/packages.mjs";

const FILES = {
  "index.html": `<!doctype html><html><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>`,
  "package.json": `{"dependencies":{"react":"*","react-dom":"*"}}`,
  "src/main.tsx": `import { createRoot } from "react-dom/client";\nimport { App } from "./App";\nimport "./app.css";\ncreateRoot(document.getElementById("root")!).render(<App />);\n`,
  "src/App.tsx": `import { useState } from "react";\nexport function App() {\n  const [n, set] = useState(0);\n  return <button onClick={() => set(n + 1)}>one {n}</button>;\n}\n`,
  "src/app.css": `button { color: rgb(1, 2, 3) }`,
};

/** The page around the frame, as an embedder writes it. A frame without an origin has the origin "null", as has any other: the window decides. */
const around = (preview) => `<!doctype html><iframe sandbox="allow-scripts" src="${preview}"></iframe><script>
  const frame = document.querySelector("iframe");
  window.heard = [];
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== "null" || event.data?.type !== "hmr_ready") return;
    const { port1, port2 } = new MessageChannel();
    window.port = port1;
    port1.onmessage = ({ data }) => window.heard.push(data);
    frame.contentWindow.postMessage({ type: "hotframe:port", v: 1, app: event.data.app }, "*", [port2]);
  });
</script>`;

let browser;
let editor;
before(async () => {
  // A server of its own: Chromium lets no page that was made up look into the local network.
  editor = createServer((request, response) => response.setHeader("content-type", "text/html").end(around(new URL(request.url, "http://localhost").searchParams.get("preview"))));
  await new Promise((resolve) => editor.listen(0, "127.0.0.1", resolve));
  editor.origin = `http://127.0.0.1:${editor.address().port}`;
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  editor?.close();
});

/** A served folder, with a tab that overhears what its host says. */
async function serve() {
  const path = mkdtempSync(join(tmpdir(), "hotframe-embedded-"));
  const folder = {
    path,
    write(name, text) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    edit(name, from, to) {
      const text = readFileSync(join(path, name), "utf8");
      assert.ok(text.includes(from));
      folder.write(name, text.replace(from, to));
    },
  };
  for (const [name, text] of Object.entries(FILES)) folder.write(name, text);
  const host = new HotframeHost(folder, PACKAGES.current);
  await host.start();
  return { folder, host, end: () => host.stop().then(() => rmSync(path, { recursive: true, force: true })) };
}

/** The preview's page with another transport and another policy than its host gives it. */
async function changed(route, { transport, policy }) {
  const response = await route.fetch();
  let html = await response.text();
  const [, nonce] = /nonce="([^"]+)"/.exec(html);
  if (transport) html = html.replace(/"transport":\{[^}]*\}/, () => `"transport":${JSON.stringify(transport)}`);
  const headers = { ...response.headers(), ...(policy && { "content-security-policy": policy.replaceAll("NONCE", nonce) }) };
  await route.fulfill({ response, body: html, headers });
}

/** To a frame without an origin, its own server is another one: it must not keep its scripts to itself. */
async function shared(route) {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), "cross-origin-resource-policy": "cross-origin" } });
}

const isDocument = (host) => (url) => url.href === host.url;

test("a frame without an origin, under a policy of nonces alone, is fed by the page around it", { timeout: 150_000 }, async () => {
  const { folder, host, end } = await serve();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const policy = "default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; img-src 'self'; connect-src 'none'";
    const violations = [];
    page.on("console", (message) => /Content Security Policy/.test(message.text()) && violations.push(message.text()));
    await page.route(`${host.url}**`, shared);
    await page.route(isDocument(host), (route) => changed(route, { transport: { kind: "parent", origin: editor.origin }, policy }));
    const tap = await context.newPage();
    tap.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => page.evaluate((message) => window.port?.postMessage(message), JSON.parse(payload)).catch(() => {})));
    await page.goto(`${editor.origin}/?preview=${host.url}`);
    const frame = page.frames()[1];
    await page.waitForFunction(() => window.port);
    await tap.goto(host.url);

    const shows = (text) => frame.waitForFunction((text) => document.querySelector("button")?.textContent === text, text);
    assert.equal(await frame.evaluate(() => origin), "null");
    await frame.click("button");
    await shows("one 1");
    await frame.evaluate(() => (window.marked = true));

    folder.edit("src/App.tsx", "one", "two");
    await shows("two 1");
    folder.edit("src/app.css", "rgb(1, 2, 3)", "rgb(3, 2, 1)");
    await frame.waitForFunction(() => getComputedStyle(document.querySelector("button")).color === "rgb(3, 2, 1)");
    // Larger than what travels inside a message: it comes by its address.
    folder.edit("src/App.tsx", "two", `{${JSON.stringify("x".repeat(6_000))}.length}`);
    await shows("6000 1");

    folder.edit("src/App.tsx", "set(n + 1)", "{ throw new Error(`no ${n}`) }");
    await page.waitForFunction(() => window.heard.filter(({ type }) => type === "hmr_success").length === 4);
    await frame.evaluate(() => document.querySelector("button").click());
    const place = frame.locator("hotframe-overlay button.place").first();
    await place.waitFor();
    await frame.waitForFunction(() => /src\/App\.tsx:4/.test(document.querySelector("hotframe-overlay").shadowRoot.textContent));
    await place.click();
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "hotframe:open"));
    const heard = await page.evaluate(() => window.heard);
    const { error } = heard.find(({ type }) => type === "hmr_error");
    assert.deepEqual([error.message, error.file, error.line], ["no 1", "src/App.tsx", 4]);
    assert.match(error.stack, /src\/App\.tsx:4:/);
    assert.deepEqual({ ...heard.find(({ type }) => type === "hotframe:open"), column: 0 }, { v: 1, app: "preview", type: "hotframe:open", file: "src/App.tsx", line: 4, column: 0 });

    folder.edit("src/App.tsx", "{ throw new Error(`no ${n}`) }", "set(n + 1)");
    await frame.locator("hotframe-overlay").waitFor({ state: "detached" });
    await shows("6000 1");
    assert.equal(await frame.evaluate(() => window.marked), true, "no reload");
    assert.deepEqual(violations, []);
  } finally {
    await context.close();
    await end();
  }
});

test("a port from elsewhere, or from a page of another origin, is not taken", { timeout: 150_000 }, async () => {
  const { host, end } = await serve();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.route(`${host.url}**`, shared);
    await page.route(isDocument(host), (route) => changed(route, { transport: { kind: "parent", origin: "http://other.localhost:4000" } }));
    await page.goto(`${editor.origin}/?preview=${host.url}`);
    const frame = page.frames()[1];
    await frame.waitForFunction(() => document.documentElement.dataset.hotframe === "connecting");
    await page.evaluate(() => {
      const { port2 } = new MessageChannel();
      document.querySelector("iframe").contentWindow.postMessage({ type: "hotframe:port", v: 1, app: "preview" }, "*", [port2]);
    });
    // A message that is handled after the port shows that the port was refused.
    await frame.evaluate(() => new Promise((resolve) => (addEventListener("message", resolve, { once: true }), postMessage("after", "*"))));
    assert.equal(await frame.evaluate(() => document.documentElement.dataset.hotframe), "connecting");
    assert.equal(await page.evaluate(() => window.port), undefined, "its introduction went to another origin");
  } finally {
    await context.close();
    await end();
  }
});
