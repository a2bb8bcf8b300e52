// Values at the top of modules that outlive them. The compiler's part, which finds them, is tested in Rust; here they are marked by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./app.mjs";

const keep = (name, make, imports = "", locals = "") => `export const ${name} = $HotKeep$("${name}", () => ${make}, () => [${imports}], () => [${locals}]);`;
const made = `({ made: (g.count = (g.count ?? 0) + 1) })`;
const main = `import * as all from "./store"; export { all }; import.meta.hot.accept()`;
const app = (store, more = {}, options) => open({ "src/main.js": main, "src/store.js": store, ...more }, options);
const all = (tab) => tab.exports("src/main.js").all;

test("a value stays while its own text does, and is made anew when that changes", async () => {
  const tab = app(`export const other = 1; ${keep("store", made)}`);
  const { store } = all(tab);
  await tab.edit({ "src/store.js": `export const other = 2; ${keep("store", made)}` });
  assert.equal(all(tab).store, store);
  assert.equal(all(tab).other, 2);
  await tab.edit({ "src/store.js": `export const other = 2; ${keep("store", made.replace("made", "anew"))}` });
  assert.notEqual(all(tab).store, store);
});

test("what the text refers to counts as well, at home and abroad", async () => {
  const local = (n) => `const start = { n: ${n} }; const read = () => start; ${keep("store", made, "", "start, read")}`;
  const tab = app(local(1));
  const { store } = all(tab);
  await tab.edit({ "src/store.js": `${local(1)} export const more = 1` });
  assert.equal(all(tab).store, store);
  await tab.edit({ "src/store.js": local(2) });
  assert.notEqual(all(tab).store, store);

  const imported = `import { start } from "./start"; ${keep("store", made, "start")}`;
  const second = app(imported, { "src/start.js": `export const start = [1]; export const other = 1` });
  const first = all(second).store;
  await second.edit({ "src/start.js": `export const start = [1]; export const other = 2` });
  assert.equal(all(second).store, first);
  await second.edit({ "src/start.js": `export const start = [2]; export const other = 2` });
  assert.notEqual(all(second).store, first);
});

test("a kept value sees what its imports become after it was kept", async () => {
  const store = (n) => `import { help, unused } from "./help"; export const other = ${n}; ${keep("store", "({ read: () => help })", "unused")}`;
  const help = (text) => `export const help = "${text}"; export const unused = 1; import.meta.hot.accept()`;
  const tab = app(store(1), { "src/help.js": help("one") });
  const kept = all(tab).store;
  await tab.edit({ "src/store.js": store(2) });
  await tab.edit({ "src/help.js": help("two") });
  assert.equal(all(tab).store, kept);
  assert.equal(kept.read(), "two");
});

test("an update that fails leaves what was kept", async () => {
  const tab = app(keep("store", made));
  const { store } = all(tab);
  await tab.edit({ "src/store.js": `${keep("store", made.replace("made", "anew"))} throw new Error("no")` });
  assert.equal(all(tab).store, store);
  tab.host.edit({ "src/store.js": `${keep("store", made)} export const more = 1` });
  await tab.receive(tab.host.connected());
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.equal(all(tab).store, store);
  assert.equal(all(tab).more, 1);
});

const createContext = (value) => ({ $$typeof: Symbol.for("react.context"), _currentValue: value, _currentValue2: value });

test("contexts are known by their names: a new one in front takes nobody's place", async () => {
  const context = (name, value) => keep(name, `createContext(${value})`, "createContext");
  const tab = app(`import { createContext } from "react"; ${context("First", 1)} ${context("Second", 2)}`, {}, { packages: { "npm:react": () => ({ createContext }) } });
  const { First, Second } = all(tab);
  await tab.edit({ "src/store.js": `import { createContext } from "react"; ${context("New", 0)} ${context("Second", 3)} ${context("First", 1)}` });
  assert.equal(all(tab).First, First);
  assert.equal(all(tab).Second, Second);
  assert.equal(Second._currentValue, 3);
  assert.notEqual(all(tab).New, First);
});

function toolkit() {
  const store = (reducer, state) => {
    let now = reducer(state, { type: "@@INIT" });
    return {
      getState: () => now,
      dispatch: (action) => void (now = reducer(now, action)),
      replaceReducer: (next) => void ((reducer = next), (now = reducer(now, { type: "@@REPLACE" }))),
    };
  };
  const combineReducers = (all) => (state = {}, action) => Object.fromEntries(Object.entries(all).map(([key, reducer]) => [key, reducer(state[key], action)]));
  const configureStore = ({ reducer, preloadedState }) => store(typeof reducer === "function" ? reducer : combineReducers(reducer), preloadedState);
  return { configureStore, combineReducers, createStore: store };
}

test("a redux store stays with a new reducer; one whose own text changed begins where the last one was", async () => {
  const counter = (step) => `export const counter = (state = 0, { type }) => (type === "up" ? state + ${step} : state)`;
  const store = (extra = "") => `import { configureStore } from "@reduxjs/toolkit"; import { counter } from "./counter"; ${keep("store", `configureStore({ reducer: { counter } ${extra} })`, "configureStore, counter")}`;
  const tab = app(store(), { "src/counter.js": counter(1) }, { packages: { "npm:@reduxjs/toolkit": toolkit } });
  const first = all(tab).store;
  first.dispatch({ type: "up" });
  await tab.edit({ "src/counter.js": counter(10) });
  assert.equal(all(tab).store, first);
  first.dispatch({ type: "up" });
  assert.deepEqual(first.getState(), { counter: 11 });
  await tab.edit({ "src/store.js": store(", devTools: false") });
  assert.notEqual(all(tab).store, first);
  assert.deepEqual(all(tab).store.getState(), { counter: 11 });
});
