// Many sessions, many tabs, many edits on one server, over loopback alone. Prints what they cost.
//   node benches/load/run.mjs [sessions=1000] [tabs=2000] [edits per second=50] [seconds=20]
import { readFileSync } from "node:fs";
import http from "node:http";
import { app, FILES, own } from "./app.mjs";
import { startWith, WebSocket } from "../../tests/server/server.mjs";

const [sessions = 1000, tabs = 2000, rate = 50, seconds = 20] = process.argv.slice(2).map(Number);
if (sessions > 5000 || tabs > 8000 || rate > 500 || seconds > 120) throw new Error("that is more than this script is for");

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const server = await startWith({ stderr: "ignore" }, "--preview-host", "localhost", "--rate", "100000", "--config", new URL("store.json", import.meta.url).pathname);

function ask(method, path, body) {
  return new Promise((done, fail) => {
    const text = body && JSON.stringify(body);
    const headers = text ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) } : {};
    const request = http.request(server.baseUrl + path, { method, headers, agent }, (answer) => {
      let all = "";
      answer.setEncoding("utf8").on("data", (part) => (all += part)).on("end", () => {
        const value = JSON.parse(all);
        value.success ? done(value) : fail(new Error(`${method} ${path}: ${value.error}`));
      });
    });
    request.on("error", fail).end(text);
  });
}

async function inTurns(count, width, work) {
  let next = 0;
  await Promise.all(Array.from({ length: width }, async () => { while (next < count) await work(next++); }));
}

const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;
const quantile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];

try {
  const made = [await ask("POST", "/kontext/preview", { files: app(0), sessionId: "load-0" })];
  const base = rss();
  let started = performance.now();
  await inTurns(sessions - 1, 8, async (index) => { made[index + 1] = await ask("POST", "/kontext/preview", { files: app(index + 1), sessionId: `load-${index + 1}` }); });
  const full = rss();
  console.log(`${sessions} live sessions of ${FILES} files: ${full.toFixed(0)} MB in all, ${(((full - base) * 1024) / (sessions - 1)).toFixed(0)} KB each over the first (${base.toFixed(0)} MB); opened in ${((performance.now() - started) / 1000).toFixed(1)} s`);

  const waiting = new Map();
  started = performance.now();
  const open = [];
  await inTurns(tabs, 32, (index) => new Promise((done, fail) => {
    const { sessionId, wsUrl } = made[index % sessions];
    const url = wsUrl.replace(/\/\/preview-[^/]+/, `//127.0.0.1:${server.port}`);
    const tab = new WebSocket(url, { headers: { Host: new URL(wsUrl).host }, perMessageDeflate: false });
    open.push(tab);
    tab.on("error", fail).on("message", (data) => {
      const text = data.toString();
      if (text.includes('"type":"connected"')) return done();
      const round = /round (\d+)/.exec(text)?.[1];
      const heard = waiting.get(`${sessionId} ${round}`);
      if (heard) heard(performance.now());
    });
  }));
  console.log(`${tabs} WebSockets open in ${((performance.now() - started) / 1000).toFixed(1)} s: ${rss().toFixed(0)} MB in all`);

  const times = [];
  const edits = [];
  const total = rate * seconds;
  started = performance.now();
  for (let round = 1; round <= total; round++) {
    const due = started + (round * 1000) / rate;
    await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
    const user = (round * 7919) % sessions;
    edits.push(new Promise((done, fail) => {
      const began = performance.now();
      const lost = setTimeout(() => fail(new Error(`no message for round ${round}`)), 30_000);
      const key = `${made[user].sessionId} ${round}`;
      waiting.set(key, (at) => { clearTimeout(lost); waiting.delete(key); times.push(at - began); done(); });
      ask("POST", `/kontext/preview/${made[user].sessionId}/update`, { files: [{ name: "src/Own.tsx", content: own(user, round) }] }).catch(fail);
    }));
  }
  await Promise.all(edits);
  console.log(`${total} edits, ${rate} a second: edit to message p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms (25 ms of it wait for more edits)`);
  console.log(`at the end: ${rss().toFixed(0)} MB in all`);
  open.forEach((tab) => tab.terminate());
} finally {
  await server.stop("SIGKILL");
}
