// Stacks in terms of the app's files, against the maps that esbuild writes; and the console's values as text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { transform } from "esbuild";
import { modules } from "./load.mjs";

const { decode, original, explain, mapOf, serialise, sentence } = modules;
const BASE = "http://app.test/";
const SOURCE = `type Props = { n: number };\n\nexport function boom({ n }: Props) {\n  const more = n + 1;\n  throw new Error("boom " + more);\n}\n`;

async function mapped() {
  const { code, map } = await transform(SOURCE, { loader: "ts", sourcemap: true, sourcefile: "src/boom.ts" });
  return { code, map: JSON.parse(map) };
}

const placeOf = (code, text) => {
  const before = code.slice(0, code.indexOf(text)).split("\n");
  return [before.length, before.at(-1).length + 1];
};

test("numbers in base 64 VLQ", () => {
  assert.deepEqual(decode("AAgBC"), [0, 0, 16, 1]);
  assert.deepEqual(decode("D2rB"), [-1, 699]);
  assert.deepEqual(decode("%"), []);
});

test("a place of the generated code leads to its place in the source", async () => {
  const { code, map } = await mapped();
  for (const text of ["more = n", "new Error", "export"]) {
    const place = original(map, ...placeOf(code, text === "export" ? "function boom" : text));
    assert.deepEqual([place.file, place.line], ["src/boom.ts", placeOf(SOURCE, text === "export" ? "function boom" : text)[0]], text);
  }
  const [line, column] = placeOf(code, "new Error");
  assert.equal(original(map, line, column).column, placeOf(SOURCE, "new Error")[1]);
  assert.equal(original(map, 1_000, 1), undefined);
});

test("an index map leads through the section of the place", async () => {
  const { code, map } = await mapped();
  const sections = [0, 10].map((line) => ({ offset: { line, column: 0 }, map: { ...map, sources: [`src/${line}.ts`] } }));
  const [line, column] = placeOf(code, "new Error");
  assert.equal(original({ sections }, line, column).file, "src/0.ts");
  assert.deepEqual([original({ sections }, line + 10, column).file, original({ sections }, line + 10, column).line], ["src/10.ts", 5]);
});

test("which map belongs to a script", () => {
  assert.equal(mapOf(`${BASE}@hotframe/app/r1.js`, BASE), `${BASE}@hotframe/app/r1.map.js`);
  assert.equal(mapOf(`${BASE}@hotframe/module/d1.js`, BASE), `${BASE}@hotframe/map/d1.js`);
  assert.equal(mapOf(`${BASE}src/App.tsx?d1`, BASE), `${BASE}@hotframe/map/d1.js`);
  assert.equal(mapOf("http://other.test/src/App.tsx?d1", BASE), undefined);
  assert.equal(mapOf(`${BASE}@hotframe/vendor/k.js`, BASE), undefined);
});

test("stacks of Chromium and of Firefox are told in the app's files, with the lines around", async () => {
  const { code, map } = await mapped();
  const at = placeOf(code, "new Error").join(":");
  const asked = [];
  const maps = { base: BASE, load: async (address) => (asked.push(address), map) };
  const stacks = [`Error: boom 2\n    at boom (${BASE}src/boom.ts?d1:${at})\n    at boom (/src/boom.ts?d1:${at})\n    at run (${BASE}@hotframe/client/c.js:1:2)\n    at x (${BASE}@hotframe/vendor/v.js:3:4)`, `boom@${BASE}src/boom.ts?d1:${at}\n`];
  for (const stack of stacks) {
    const error = await explain({ message: "boom 2", stack, kind: "runtime" }, maps);
    assert.match(error.stack, /at boom \(src\/boom\.ts:5:9\)/);
    assert.doesNotMatch(error.stack, /client/);
    assert.deepEqual([error.file, error.line, error.column], ["src/boom.ts", 5, 9]);
    assert.match(error.frame, /> 5 \|   throw new Error/);
  }
  assert.deepEqual(asked, [`${BASE}@hotframe/map/d1.js`, `${BASE}@hotframe/map/d1.js`], "one map is asked for once per error");
});

test("a stack whose map cannot be had stays as it is", async () => {
  const stack = `Error: no\n    at f (${BASE}src/a.ts?d1:1:2)`;
  const error = await explain({ message: "no", stack, kind: "runtime" }, { base: BASE, load: () => Promise.reject(new Error("gone")) });
  assert.match(error.stack, /at f \(src\/a\.ts\?d1:1:2\)/);
  assert.equal(error.file, undefined);
});

test("values of the console are text, whatever they are", () => {
  const circle = { name: "a" };
  circle.self = circle;
  const cases = [
    ["text", "text"],
    [[1, "two", null, undefined], '[1, "two", null, undefined]'],
    [circle, '{name: "a", self: [circular]}'],
    [new Map([["a", 1n]]), 'Map {"a" => 1n}'],
    [new Set([1]), "Set {1}"],
    [{ get bad() { throw new Error("no"); } }, "{bad: [unreadable]}"],
    [() => 1, "[function anonymous]"],
    [new Proxy({}, { ownKeys() { throw new Error("no"); } }), "[unreadable]"],
    [{ a: { b: { c: { d: { e: 1 } } } } }, "{a: {b: {c: {d: {…}}}}}"],
    [Object.create(null), "{}"],
    [Symbol("s"), "Symbol(s)"],
  ];
  for (const [value, text] of cases) assert.equal(serialise(value), text);
  assert.match(serialise(new TypeError("bad")), /^TypeError: bad\n/);
});

test("what is too much is cut", () => {
  assert.ok(serialise("x".repeat(1e6)).length <= 4_001);
  assert.ok(serialise(Array.from({ length: 1e5 }, (_, n) => ({ n }))).length <= 8_000);
  assert.ok(sentence(Array.from({ length: 100 }, () => "x".repeat(1e4))).length <= 4_000);
});

test("placeholders of the console are put in", () => {
  assert.equal(sentence(["%s is %d, %o", "a", 1, { b: 2 }, "more"]), "a is 1, {b: 2} more");
  assert.equal(sentence(["%cred", "color: red"]), "red");
  assert.equal(sentence(["100%"]), "100%");
  assert.equal(sentence([{ a: 1 }, "b"]), "{a: 1} b");
});
