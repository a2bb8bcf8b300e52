// The ways to the host, on sockets and windows that only pretend.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { modules } from "./load.mjs";

const { cable, socket, parent } = modules;

class FakeSocket {
  static OPEN = 1;
  static all = [];
  readyState = 0;
  sent = [];

  constructor(url, protocols) {
    Object.assign(this, { url: String(url), protocols });
    FakeSocket.all.push(this);
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  say(frame) {
    this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }

  close() {
    this.readyState = 3;
    this.onclose?.();
  }
}

const last = () => FakeSocket.all.at(-1);

function handlers() {
  const log = [];
  return { log, hello: () => ({ v: 1, type: "hmr_ready" }), open: () => log.push("open"), close: () => log.push("close"), message: (message) => log.push(message), silent: () => log.push("silent"), refused: (reason) => log.push(`refused: ${reason}`) };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  FakeSocket.all = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.location = new URL("https://app.example/page");
  globalThis.window = { setTimeout: (...parameters) => setTimeout(...parameters), addEventListener() {} };
});

test("socket: hello first, messages through, and back after a loss with growing delays", () => {
  const h = handlers();
  const transport = socket("/live")(h);
  assert.equal(last().url, "wss://app.example/live");
  assert.equal(transport.send({}), false);
  last().open();
  assert.deepEqual(last().sent, [{ v: 1, type: "hmr_ready" }]);
  last().say({ type: "connected" });
  last().say("not json");
  assert.deepEqual(h.log, ["open", { type: "connected" }]);
  last().close();
  assert.equal(h.log.at(-1), "close");
  mock.timers.tick(300);
  assert.equal(FakeSocket.all.length, 2);
  last().close();
  mock.timers.tick(240);
  assert.equal(FakeSocket.all.length, 2, "the second try waits longer");
  mock.timers.tick(300);
  assert.equal(FakeSocket.all.length, 3);
  last().close();
  transport.wake();
  assert.equal(FakeSocket.all.length, 4, "at once when the page is looked at");
});

test("socket: one that says nothing for longer than hosts do is asked", () => {
  const h = handlers();
  socket("/live")(h);
  mock.timers.tick(60_000);
  assert.deepEqual(h.log, [], "there is no connection that could be half open");
  last().open();
  for (let beat = 0; beat < 5; beat++) {
    mock.timers.tick(5_000);
    last().say({ type: "connected" });
  }
  assert.equal(h.log.includes("silent"), false);
  mock.timers.tick(17_000);
  assert.equal(h.log.at(-1), "silent");
});

test("cable: subscribes after the welcome, speaks after the confirmation, hears only its own", () => {
  const h = handlers();
  const identifier = `{"channel":"P","id":1}`;
  const transport = cable({ url: "/cable", identifier }, "1")(h);
  assert.deepEqual(last().protocols, ["actioncable-v1-json", "actioncable-unsupported"]);
  last().open();
  assert.deepEqual(last().sent, []);
  last().say({ type: "welcome" });
  assert.deepEqual(last().sent, [{ command: "subscribe", identifier }]);
  assert.equal(transport.send({ type: "sync" }), false);
  last().say({ type: "confirm_subscription", identifier });
  assert.deepEqual(h.log, ["open"]);
  transport.send({ type: "sync", from: null });
  const { command, data } = last().sent.at(-1);
  assert.equal(command, "message");
  assert.deepEqual(JSON.parse(data), { type: "sync", from: null, action: "sync" });
  last().say({ identifier, message: { type: "hmr_update" } });
  last().say({ identifier: "other", message: { type: "hmr_update" } });
  assert.equal(h.log.length, 2);
});

test("cable: silence means gone; a restart means again; a rejection means never", () => {
  const h = handlers();
  const identifier = `{"channel":"P"}`;
  cable({ url: "/cable", identifier }, "1")(h);
  const join = () => {
    last().open();
    last().say({ type: "welcome" });
    last().say({ type: "confirm_subscription", identifier });
  };
  join();
  mock.timers.tick(5_000);
  last().say({ type: "ping" });
  mock.timers.tick(5_000);
  assert.equal(FakeSocket.all.length, 1);
  mock.timers.tick(3_000);
  assert.equal(FakeSocket.all.length, 2, "no ping for six seconds");
  join();
  last().say({ type: "disconnect", reason: "server_restart", reconnect: true });
  mock.timers.tick(300);
  assert.equal(FakeSocket.all.length, 3);
  last().open();
  last().say({ type: "welcome" });
  last().say({ type: "reject_subscription", identifier });
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.all.length, 3);
  assert.match(h.log.at(-1), /^(close|refused)/);
  assert.ok(h.log.some((entry) => /refused: the subscription was rejected/.test(entry)));
});

test("parent: exact window and origin only, asks again until there is a port, takes the newest", () => {
  const listeners = [];
  const asked = [];
  const embedding = { postMessage: (message, origin) => asked.push([message.type, origin]) };
  Object.assign(window, { parent: embedding, addEventListener: (_, listener) => listeners.push(listener) });
  const h = handlers();
  const transport = parent("https://editor.example")(h);
  assert.deepEqual(asked, [["hmr_ready", "https://editor.example"]]);
  mock.timers.tick(250);
  assert.equal(asked.length, 2);
  const port = () => ({ sent: [], postMessage(message) { this.sent.push(message); }, close() { this.closed = true; } });
  const answer = (given, event = {}) => listeners.forEach((listener) => listener({ source: embedding, origin: "https://editor.example", data: { type: "hotframe:port" }, ports: [given], ...event }));
  const [stranger, first, second] = [port(), port(), port()];
  answer(stranger, { origin: "https://editor.example.evil" });
  answer(stranger, { source: {} });
  assert.equal(transport.send({ type: "x" }), false);
  answer(first);
  assert.ok(transport.send({ type: "sync" }));
  first.onmessage({ data: { type: "connected" } });
  assert.deepEqual(h.log, ["open", { type: "connected" }]);
  answer(second);
  assert.ok(first.closed);
  mock.timers.tick(60_000);
  assert.equal(asked.length, 2, "quiet once it has a port");
  assert.deepEqual([stranger.sent, first.sent.length], [[], 1]);
});
