// The real Rails app, Puma and cable included, on a free port with a database of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Database } from "./database.mjs";

const RAILS = fileURLToPath(new URL("../../../examples/rails_app/", import.meta.url));
const RAILS_LOG = join(RAILS, "log/development.log");
const BOOTED = /^Hotframe demo: http/;

export class RailsServer {
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), "hotframe-browser-"));
    const server = new RailsServer(folder, await freePort());
    try {
      await server.boot();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.database = new Database(join(folder, "demo.sqlite3"));
    this.output = [];
  }

  async boot() {
    this.logStart = await sizeOf(RAILS_LOG);
    const env = { ...process.env, PORT: String(this.port), HOTFRAME_DB: this.database.file };
    this.child = spawn("ruby", ["bin/demo"], { cwd: RAILS, env, stdio: ["ignore", "pipe", "pipe"] });
    this.exited = once(this.child, "exit");
    const booted = new Promise((resolve) => this.collect(this.child.stdout, (line) => BOOTED.test(line) && resolve(true)));
    this.collect(this.child.stderr);
    const up = await Promise.race([booted, this.exited.then(() => false)]);
    if (!up) throw new Error(`the Rails app ended before it was up:\n${this.output.join("\n")}`);
    const answer = await fetch(`http://127.0.0.1:${this.port}/up`);
    if (!answer.ok) throw new Error(`GET /up answered ${answer.status}:\n${await this.log()}`);
  }

  collect(stream, seen = () => {}) {
    createInterface({ input: stream }).on("line", (line) => {
      this.output.push(line);
      seen(line);
    });
  }

  /** Signs a person in, and returns what a browser then stores. Tabs of this context are theirs. */
  async signIn(context, user = "ada") {
    const page = await context.newPage();
    await page.goto(`${this.url}/sign_in`);
    await page.click(`[data-user="${user}"]`);
    await page.waitForURL(`${this.url}/`);
    await page.close();
    return context.storageState();
  }

  /** As a crash would: nothing is said to anybody. */
  async kill() {
    if (this.alive) this.child.kill("SIGKILL");
    await this.exited;
  }

  async stop() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  get alive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last lines of what the server said, there and in its log file. */
  async log(lines = 40) {
    return [...this.output.slice(-lines), ...(await linesFrom(RAILS_LOG, this.logStart)).slice(-lines)].join("\n");
  }
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

async function sizeOf(file) {
  return stat(file).then(({ size }) => size, () => 0);
}

async function linesFrom(file, start) {
  const handle = await open(file).catch(() => null);
  if (!handle) return [];
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(Math.max(size - start, 0)), 0, undefined, start);
    return buffer.toString().split("\n");
  } finally {
    await handle.close();
  }
}
