// The built binary on a free port, and the TypeScript client as a program that imports it gets it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { buildSync } from "esbuild";

const root = new URL("../../", import.meta.url).pathname;
const BINARY = `${process.env.CARGO_TARGET_DIR ? new URL(process.env.CARGO_TARGET_DIR + "/", `file://${root}`).pathname : `${root}target/`}${process.env.PROFILE ?? "release-fast"}/hotframe-preview`;

export const startServer = (...flags) => startWith({ stderr: "inherit" }, ...flags);

export async function startWith({ stderr }, ...flags) {
  const port = flags.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(BINARY, ["server", ...port, "--node-modules", `${root}examples/node_modules`, ...flags], { stdio: ["ignore", "pipe", stderr] });
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const baseUrl = line.trim().split("  ").pop();
  const stop = async (signal = "SIGTERM") => {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return { baseUrl, pid: child.pid, port: Number(new URL(baseUrl).port), stop };
}

export async function loadClient() {
  const { outputFiles } = buildSync({ entryPoints: [`${root}examples/preview_server/client/index.ts`], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

export { default as WebSocket } from "ws";
