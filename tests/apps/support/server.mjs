// The two servers that show an app: ours, and the npm Vite that the app itself installs.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Another build of the preview server may be named. */
const BINARY = process.env.HOTFRAME_PREVIEW ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", process.env.PROFILE ?? "release-fast", "hotframe-preview");

export const hotframe = (folder) => start(folder, BINARY, (port) => ["serve", folder, "--port", String(port)]);

export const vite = (folder) =>
  start(folder, process.execPath, (port) => [join(folder, "node_modules/vite/bin/vite.js"), "--host", "127.0.0.1", "--port", String(port), "--strictPort"]);

/** Starts a server and waits until it answers. `stop` ends it. */
async function start(folder, command, args) {
  const port = await freePort();
  const child = spawn(command, args(port), { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += data));
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", (problem) => resolve((log += problem)));
  });
  const url = `http://127.0.0.1:${port}`;
  let gone = false;
  ended.then(() => (gone = true));
  while (!(await answers(url))) {
    if (gone) throw new Error(`${command} ended:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url, stop, log: () => log };
}

const answers = (url) => fetch(url, { headers: { accept: "text/html" } }).then((response) => response.ok, () => false);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
