// What is told to React Refresh: which components, under which names, and what their hooks are; by us and by `react-refresh/babel`.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as babel from "./support/babel.mjs";
import { casesOf } from "./support/fixtures.mjs";
import { appOf, compileAll, problemsOf, run } from "./support/ours.mjs";

const cases = await casesOf(join(fileURLToPath(new URL(".", import.meta.url)), "refresh"));
const answers = await compileAll(cases.map(appOf));

test("there are enough components", () => assert.ok(cases.length >= 40, `only ${cases.length}`));

const kindOf = (type) => (typeof type === "function" ? "function" : (type?.$$typeof?.toString() ?? typeof type));

/** Writes down what is told. */
function recorder() {
  const registered = [];
  const signatures = [];
  const signature = () => (type, key, reset, hooks) => {
    if (key !== undefined) signatures.push({ of: type?.name || kindOf(type), key, reset: !!reset, hooks: (hooks?.() ?? []).map((hook) => hook?.name).filter(Boolean) });
    return type;
  };
  return { registered, signatures, signature, register: (type, name) => registered.push(`${name}: ${kindOf(type)}`) };
}

for (const [index, one] of cases.entries()) {
  test(`${one.feature}: ${one.title}`, async () => {
    assert.deepEqual(problemsOf(answers[index]), []);
    const ours = recorder();
    await run(answers[index], one.entry, { register: (id, type, name) => ours.register(type, name), signature: ours.signature });
    const theirs = recorder();
    Object.assign(globalThis, { $RefreshReg$: theirs.register, $RefreshSig$: theirs.signature });
    await babel.run(one);
    delete globalThis.$RefreshReg$;
    delete globalThis.$RefreshSig$;
    // Only we give an anonymous default export a name, so that its state survives an edit. `named` says which.
    const extra = ours.registered.filter((entry) => one.named && entry.startsWith(one.named));
    assert.equal(extra.length > 0, !!one.named, `registered: ${ours.registered}`);
    // What Babel registers besides, which no export leads to: with the reason, in the case's file.
    const missing = one.without ?? [];
    const expected = theirs.registered.filter((entry) => !missing.includes(entry) && !(one.named && entry.startsWith("%default%")));
    assert.deepEqual(theirs.registered.filter((entry) => missing.includes(entry)), missing);
    assert.deepEqual(ours.registered.filter((entry) => !extra.includes(entry)), expected);
    if (one.named) return assert.ok(ours.signatures.length >= theirs.signatures.length);
    assert.deepEqual(one.keeps ? ours.signatures.map((entry) => ({ ...entry, reset: true })) : ours.signatures, theirs.signatures);
  });
}
