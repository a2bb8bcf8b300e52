// `hotframe-preview serve` over a folder, as a person would start it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { until } from "./until.mjs";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const PROGRAM = process.env.HOTFRAME_PREVIEW ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", process.env.PROFILE ?? "release-fast", "hotframe-preview");
const READY = /^ready in \d+ ms {2}(http:\S+)/;

export class HotframeHost {
  name = "hotframe";
  output = [];
  port = 0;
  barrier = 0;

  /** `more`: other arguments than where packages are. */
  constructor(folder, packages, more = ["--node-modules", packages]) {
    this.folder = folder;
    this.more = more;
  }

  async start() {
    const child = (this.child = spawn(PROGRAM, ["serve", this.folder.path, "--port", String(this.port), ...this.more, "-v"], { stdio: ["ignore", "pipe", "pipe"] }));
    this.exited = once(child, "exit").catch(() => {});
    createInterface({ input: child.stderr }).on("line", (line) => this.output.push(line));
    const ready = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        this.output.push(line);
        const [, url] = READY.exec(line) ?? [];
        if (url) resolve(url);
      });
      child.on("error", reject);
      child.on("exit", (code) => reject(new Error(`hotframe-preview ended with ${code}:\n${this.output.join("\n")}`)));
    });
    this.url = await ready;
    // After a restart tabs look for it where it was.
    this.port = Number(new URL(this.url).port);
  }

  /** As a crash would: nothing is said to anybody. */
  async kill() {
    this.child?.kill("SIGKILL");
    await this.exited;
  }

  stop() {
    return this.kill();
  }

  /** Waits until the host has taken every edit made so far, and answers the revision that tabs should be at. */
  async settled() {
    const mark = String(++this.barrier);
    this.folder.write("public/barrier.txt", mark);
    await until("the host sees what was written", async () => (await (await fetch(`${this.url}barrier.txt`)).text()) === mark);
    const html = await (await fetch(this.url, { headers: { accept: "text/html" } })).text();
    const [, revision] = /"revision":("[^"]*"|null)/.exec(html) ?? [];
    if (revision === undefined) throw new Error(`the page names no revision:\n${html}`);
    return JSON.parse(revision);
  }

  /** Runs in the page: whether it has arrived there. */
  static arrived(revision) {
    const { hotframe, hotframeRevision } = document.documentElement.dataset;
    return (hotframe === "connected" || hotframe === "updated" || hotframe === "error") && hotframeRevision === (revision ?? "");
  }

  /** Runs in the page: whether it listens. */
  static listening() {
    return ["connected", "updated", "error"].includes(document.documentElement.dataset.hotframe);
  }

  get overlay() {
    return "hotframe-overlay";
  }
}
