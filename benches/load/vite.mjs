// The same sessions as Vite dev servers, one process each, as far as memory allows; the rest is extrapolated and says so.
//   node benches/load/vite.mjs [servers=5]
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { app } from "./app.mjs";

const count = Math.min(Number(process.argv[2] ?? 5), 20);
const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "hotframe-vite-"));
const children = [];
const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
try {
  symlinkSync(join(root, "tests/node_modules"), join(folder, "node_modules"));
  for (let user = 0; user < count; user++) {
    const home = join(folder, `app-${user}`);
    for (const { name, content } of app(user)) {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), content);
    }
    writeFileSync(join(home, "vite.config.mjs"), 'import react from "@vitejs/plugin-react";\nexport default { plugins: [react()], clearScreen: false };\n');
    const child = spawn(process.execPath, [join(root, "tests/node_modules/vite/bin/vite.js"), "--port", "0", "--host", "127.0.0.1"], { cwd: home, stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    const port = await new Promise((done) => {
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (part) => {
        said += part;
        // Vite colours the port.
        const found = /127\.0\.0\.1:(\d+)/.exec(said.replace(/\u001b\[\d+m/g, ""));
        if (found) done(found[1]);
      });
    });
    for (const { name } of app(user)) await (await fetch(`http://127.0.0.1:${port}/${name}`, { headers: { Accept: "*/*" } })).text();
  }
  const each = children.map(({ pid }) => rss(pid));
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  console.log(`${count} Vite dev servers, each file asked for once: ${mean.toFixed(0)} MB each, measured`);
  console.log(`1,000 of them: ${((mean * 1000) / 1024).toFixed(0)} GB, extrapolated from these ${count}`);
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
