// Two servers behind one Redis and one address: the one that a tab hangs on is killed in the middle of an update, and the tab goes on at the other.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { test } from "node:test";
import { launchChromium } from "../browser/support/chromium.mjs";
import { loadClient, startServer } from "./server.mjs";

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function startRedis() {
  const port = await freePort();
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.setEncoding("utf8");
  for await (const said of child.stdout.iterator({ destroyOnReturn: false })) if (said.includes("Ready to accept connections")) break;
  child.stdout.resume();
  return { url: `redis://127.0.0.1:${port}/0`, stop: () => child.kill("SIGKILL") };
}

/** What stands before the servers: every connection goes to the one that is `to` now. */
async function startBalancer(port) {
  const balancer = { to: 0, stop: () => server.close() };
  const server = net.createServer((client) => {
    const upstream = net.connect(balancer.to, "127.0.0.1");
    const end = () => (client.destroy(), upstream.destroy());
    for (const one of [client, upstream]) one.on("error", end).on("close", end);
    client.pipe(upstream).pipe(client);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return balancer;
}

const header = (colour) => `import { useState } from "react";
export function Header() {
  const [count, setCount] = useState(0);
  return <header style={{ color: "${colour}" }} onClick={() => setCount(count + 1)}>Clicked {count} times</header>;
}
`;
const files = (colour) => [
  { fileName: "src/frontend/App.tsx", content: 'import { Header } from "./Header";\nexport default function App() { return <Header />; }\n' },
  { fileName: "src/frontend/Header.tsx", content: header(colour) },
];
const PACKAGES = { dependencies: { react: "^19", "react-dom": "^19" } };
const isColour = (page, colour) => page.waitForFunction((colour) => getComputedStyle(document.querySelector("header")).color === colour, colour);

test("a tab goes on at the other server when its own is killed in the middle of an update", async () => {
  const [redis, address, ...ports] = await Promise.all([startRedis(), freePort(), freePort(), freePort()]);
  const [{ HotReloadService }, browser, balancer] = await Promise.all([loadClient(), launchChromium(), startBalancer(address)]);
  const flags = ["--redis", redis.url, "--public-url", `http://127.0.0.1:${address}`];
  const [one, two] = await Promise.all(ports.map((port) => startServer("--port", String(port), ...flags)));
  const [here, there] = ports.map((port) => new HotReloadService({ baseUrl: `http://127.0.0.1:${port}` }));
  let killed = false;
  try {
    balancer.to = ports[0];
    const session = await here.createPreviewSession("moves", files("rgb(1, 1, 1)"), PACKAGES);
    const page = await browser.newPage();
    const loads = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));
    await page.goto(session.previewUrl);
    await page.getByText("Clicked 0 times").click();
    await page.getByText("Clicked 1 times").waitFor();
    await here.updatePreviewFiles("moves", [{ fileName: "src/frontend/Header.tsx", content: header("rgb(2, 2, 2)") }]);
    await isColour(page, "rgb(2, 2, 2)");

    // It waits for more edits when it dies: nobody hears of this one.
    const cut = here.updatePreviewFiles("moves", [{ fileName: "src/frontend/Header.tsx", content: header("rgb(3, 3, 3)") }]);
    balancer.to = ports[1];
    killed = true;
    await one.stop("SIGKILL");
    await cut;

    const again = await there.createPreviewSession("moves", files("rgb(4, 4, 4)"), PACKAGES);
    assert.equal(again.previewUrl, session.previewUrl, "the same session, at the same address");
    await isColour(page, "rgb(4, 4, 4)");
    await there.updatePreviewFiles("moves", [{ fileName: "src/frontend/Header.tsx", content: header("rgb(5, 5, 5)") }]);
    await isColour(page, "rgb(5, 5, 5)");
    assert.equal(await page.textContent("header"), "Clicked 1 times", "its state is kept");
    assert.equal(loads.length, 1, "the page was not loaded again");
  } finally {
    await browser.close();
    balancer.stop();
    await Promise.all([killed || one.stop("SIGKILL"), two.stop("SIGKILL")]);
    redis.stop();
  }
});
