// Every case is compiled by us and run by the client's registry, and compiled and run by a peer: both must log, throw and export the same.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "./support/esbuild.mjs";
import { casesOf } from "./support/fixtures.mjs";
import { observe } from "./support/observe.mjs";
import { appOf, compileAll, filesOf, problemsOf, run } from "./support/ours.mjs";
import * as tsc from "./support/tsc.mjs";
import * as vite from "./support/vite.mjs";

const ORACLES = { esbuild: esbuild.bundle, node: esbuild.alone, vite: vite.bundle, tsc: tsc.compile };
const ONLY = process.env.CASE;

const all = await casesOf(join(fileURLToPath(new URL(".", import.meta.url)), "transform"));
const cases = all.filter(({ feature, title }) => !ONLY || `${feature}: ${title}`.includes(ONLY));
const answers = await compileAll(cases.map((one) => appOf({ ...one, options: { env: one.env ?? {}, define: one.define ?? {}, ...one.options } })));

test("there are cases for every feature", { skip: !!ONLY }, () => assert.ok(cases.length >= 150, `only ${cases.length} cases`));

for (const [index, one] of cases.entries()) {
  const { feature, title, oracle = "esbuild", entry } = one;
  test(`${feature}: ${title}`, async () => {
    const answer = answers[index];
    const problems = problemsOf(answer);
    if (one.fails) {
      // A case that both must refuse; `fails` is what we say about it.
      const peer = await ORACLES[oracle](one);
      assert.ok(peer.errors, `${oracle} compiles this`);
      assert.ok(problems.length, "we compile this");
      assert.match(problems.map(({ message }) => message).join("\n"), new RegExp(one.fails));
      return;
    }
    assert.deepEqual(problems.map(({ file, line, message }) => `${file}:${line} ${message}`), []);
    const ours = await observe(() => run(answer, entry), filesOf(answer));
    const peer = await ORACLES[oracle](one);
    assert.equal(peer.errors?.join("\n"), undefined);
    const theirs = await observe(peer.load, peer.files);
    assert.deepEqual(ours, theirs);
    assert.ok(ours.lines.length + Object.keys(ours.exports ?? {}).length + (ours.thrown ? 1 : 0), "the case shows nothing");
  });
}
