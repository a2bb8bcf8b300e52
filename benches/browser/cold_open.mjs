// cold_open.mjs [APP]: from starting a server to what the app shows first, in Chromium: ours, and npm Vite's without and with its cache of packages.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { launchChromium } from "../../tests/browser/support/chromium.mjs";
import { APPS, ROOT, makeApp } from "./apps.mjs";

const name = process.argv[2] ?? "dashboard";
const app = APPS.find((one) => one.name === name);
const program = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target"), process.env.PROFILE ?? "release", "hotframe-preview");
const made = makeApp(app);
const browser = await launchChromium();

/** Starts a server and opens its page; answers the milliseconds until there is something, then those of a second tab. */
async function open(command, ...args) {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const address = await new Promise((found, failed) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const url = /http:\S+/.exec(line);
        if (url) found(url[0]);
      });
      child.on("exit", (code) => failed(new Error(`${command} ended with ${code}`)));
    });
    const first = await show(address, started);
    return [first, await show(address, performance.now())];
  } finally {
    child.removeAllListeners("exit");
    const ended = new Promise((done) => child.on("exit", done));
    child.kill("SIGTERM");
    await ended;
  }
}

async function show(address, since) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForSelector("#root > *", { state: "attached", timeout: 120_000 });
  const took = performance.now() - since;
  await context.close();
  return took;
}

const vite = (...more) => open(process.execPath, join(ROOT, "benches/browser/serve_vite.mjs"), "8", made.folder, ...more);
try {
  rmSync(join(made.folder, ".vite"), { recursive: true, force: true });
  const rows = [["vite, no cache", await vite()], ["vite, packages cached", await vite()], ["hotframe, nothing known", await open(program, "serve", made.folder, "--port", "0", "--node-modules", made.nodeModules)]];
  const warm = rows[1][1];
  console.log(`\n${name}: ms until something shows`.padEnd(40) + "new process   next tab   (of vite with cached packages)");
  for (const [who, [first, next]] of rows) {
    console.log(who.padEnd(38) + first.toFixed(0).padStart(12) + next.toFixed(0).padStart(11) + `   ${(first / warm[0]).toFixed(2)} x, ${(next / warm[1]).toFixed(2)} x`);
  }
} finally {
  await browser.close();
  made.delete();
}
