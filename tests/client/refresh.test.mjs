// React Refresh: who runs again when a file with components is edited. What React shows is tested in browsers; here a package stands
// in for React, and the entry writes down what reaches it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./app.mjs";
import { modules } from "./load.mjs";

const { isSame, isComponent } = modules;

const jsx = () => ({ jsx: () => null, jsxs: () => null, jsxDEV: () => null, Fragment: Symbol() });
const react = () => ({
  createContext: (value) => ({ $$typeof: Symbol.for("react.context"), _currentValue: value, _currentValue2: value }),
  memo: (type) => ({ $$typeof: Symbol.for("react.memo"), type, compare: null }),
});
const packages = () => {
  const one = react();
  return { "npm:react": () => one, "npm:react/jsx-dev-runtime": jsx };
};
const app = (files) => open({ "src/main.js": `import { App } from "./App"; note("main"); export { App }`, ...files }, { packages: packages() });

test("only components are exported: nobody else runs", async () => {
  const tab = app({ "src/App.tsx": `export function App() { return <b>1</b> }` });
  const before = tab.exports("src/main.js").App;
  await tab.edit({ "src/App.tsx": `export function App() { return <b>2</b> }` });
  assert.ok(tab.live);
  assert.deepEqual(tab.takeLog(), ["main"]);
  assert.notEqual(tab.exports("src/main.js").App, before, "the binding is the new one");
});

test("an entry with components is no boundary: it would mount twice", async () => {
  const tab = open({ "src/main.jsx": `export function App() { return <b>1</b> }` }, { entries: ["src/main.jsx"], packages: packages() });
  await tab.edit({ "src/main.jsx": `export function App() { return <b>2</b> }` });
  assert.match(tab.reloads[0], /where the app starts/);
});

test("what throws when it is looked at does not end the app", async () => {
  const clients = `
    export const sdk = { entities: {}, get asServiceRole() { throw new Error("no token") } };
    export const roles = { get Admin() { throw new Error("no token") } };
    export const db = new Proxy({}, { get() { throw new Error("not configured") } });
    export function Client() {}
    Object.defineProperty(Client, "Role", { enumerable: true, get() { throw new Error("no token") } });
  `;
  const app1 = (label) => ({ "src/App.tsx": mixed(clients, label) });
  const tab = app(app1(1));
  assert.ok(tab.exports("src/App.tsx").db);
  await tab.edit(app1(2));
  assert.deepEqual(tab.takeLog(), ["main"]);
  assert.ok(tab.live);
});

const mixed = (values, label) => `${values}; export function App() { return <b>${label}</b> }`;

test("constants next to components: equal values concern nobody", async () => {
  const values = `export const a = 1; export const b = { c: [1, { d: "e" }], f: null }; export const App2 = App`;
  const tab = app({ "src/App.tsx": mixed(values, 1), "src/user.tsx": `import { a, b } from "./App"; note("user", a, b.c[0]); export function User() { return <i/> }`, "src/main.js": `import { App } from "./App"; import "./user"; note("main")` });
  tab.takeLog();
  await tab.edit({ "src/App.tsx": mixed(values, 2) });
  assert.deepEqual(tab.takeLog(), []);
  assert.ok(tab.live);
});

test("a changed constant runs those who use it, and no others", async () => {
  const files = (a, label) => ({ "src/App.tsx": mixed(`export const a = ${a}; export const b = { c: 1 }`, label) });
  const tab = app({
    ...files(1, "x"),
    "src/user.tsx": `import { a } from "./App"; note("user", a); export function User() { return <i/> }`,
    "src/other.tsx": `import { b } from "./App"; note("other", b.c); export function Other() { return <i/> }`,
    "src/main.js": `import { App } from "./App"; import "./user"; import "./other"; note("main")`,
  });
  tab.takeLog();
  await tab.edit(files(2, "y"));
  assert.deepEqual(tab.takeLog(), ["user 2"]);
  assert.ok(tab.live);
});

test("functions are never taken for unchanged: their text may be the same", async () => {
  const variants = (base) => mixed(`const make = (base) => (v) => base + v; export const variants = make("${base}")`, "x");
  const tab = app({ "src/App.tsx": variants("a"), "src/user.tsx": `import { variants } from "./App"; note("user", variants(1)); export function User() { return <i/> }`, "src/main.js": `import { App } from "./App"; import "./user"` });
  tab.takeLog();
  await tab.edit({ "src/App.tsx": variants("b") });
  assert.deepEqual(tab.takeLog(), ["user b1"]);
  assert.ok(tab.live);
});

test("a changed export that the entry itself uses is one reload, with its chain", async () => {
  const tab = app({ "src/App.tsx": mixed("export const a = 1", 1), "src/main.js": `import { App, a } from "./App"; note(a)` });
  await tab.edit({ "src/App.tsx": mixed("export const a = 2", 1) });
  assert.match(tab.reloads[0], /src\/App\.tsx → src\/main\.js/);
});

test("an export that is gone or changes its kind runs those who use it", async () => {
  const tab = app({ "src/App.tsx": `export function App() { return <b/> } export function Gone() { return <i/> } export const kind = 1`, "src/user.tsx": `import { Gone, kind } from "./App"; note(typeof Gone, typeof kind); export function User() { return <i/> }`, "src/main.js": `import { App } from "./App"; import "./user"` });
  assert.deepEqual(tab.takeLog(), ["function number"]);
  await tab.edit({ "src/App.tsx": `export function App() { return <b/> } export const kind = () => <i/>` });
  assert.deepEqual(tab.takeLog(), ["undefined function"]);
  assert.ok(tab.live);
});

test("a hook in its own file runs the components that use it", async () => {
  const tab = app({ "src/useIt.ts": `import React from "react"; export function useIt() { return 1 }`, "src/App.tsx": `import { useIt } from "./useIt"; note("App", useIt()); export function App() { return <b>{useIt()}</b> }` });
  tab.takeLog();
  await tab.edit({ "src/useIt.ts": `import React from "react"; export function useIt() { return 2 }` });
  assert.deepEqual(tab.takeLog(), ["App 2"]);
  assert.ok(tab.live);
});

test("renamed, wrapped and unwrapped components replace what the importers show", async () => {
  const tab = app({ "src/App.tsx": `export default function App() { return <b>1</b> }`, "src/main.js": `import App from "./App"; note("main"); export { App }` });
  for (const text of [
    `export default function Renamed() { return <b>2</b> }`,
    `function Renamed() { return <b>3</b> } export default function Root() { return <Renamed/> }`,
    `import { memo } from "react"; export default memo(function Root() { return <i/> })`,
    `export default class App { render() { return null } }; App.prototype.isReactComponent = {}; function Helper() { return <b/> }`,
    `export default function App() { return <b>5</b> }`,
  ]) {
    await tab.edit({ "src/App.tsx": text });
    assert.ok(tab.live, `${tab.reloads[0]} for ${text}`);
  }
  assert.deepEqual(tab.takeLog(), ["main"]);
});

test("contexts keep their identity, and take a new default", async () => {
  const context = (value, label) => `import { createContext } from "react"; export const Ctx = createContext(${value}); export function App() { return <b>${label}</b> }`;
  const tab = app({ "src/App.tsx": context(1, "x"), "src/user.tsx": `import { Ctx } from "./App"; note("user"); export function User() { return <Ctx.Provider/> }`, "src/main.js": `import { App } from "./App"; import "./user"` });
  tab.takeLog();
  const { Ctx } = tab.exports("src/App.tsx");
  await tab.edit({ "src/App.tsx": context(1, "y") });
  assert.equal(tab.exports("src/App.tsx").Ctx, Ctx);
  assert.deepEqual(tab.takeLog(), []);
  await tab.edit({ "src/App.tsx": context(2, "y") });
  assert.equal(tab.exports("src/App.tsx").Ctx, Ctx);
  assert.equal(Ctx._currentValue, 2);
  assert.deepEqual(tab.takeLog(), ["user"], "who uses the context may show its default");
  await tab.edit({ "src/App.tsx": `${context(3, "z")}; throw new Error("no")` });
  assert.equal(Ctx._currentValue, 2, "a rollback takes the default back");
});

/** As small as zustand gets. */
const zustand = () => {
  const createStore = (make) => {
    let state;
    const setState = (part) => void (state = { ...state, ...part });
    const store = { setState, getState: () => state, getInitialState: () => initial };
    const initial = (state = make(setState, () => state));
    return store;
  };
  const create = (make) => (make ? Object.assign(() => {}, createStore(make)) : create);
  // As bundlers write ES modules: getters that nobody can change.
  return Object.defineProperties({}, { __esModule: { value: true }, create: { get: () => create, enumerable: true }, createStore: { get: () => createStore, enumerable: true } });
};

test("stores keep their data, and take new actions and new initial values", async () => {
  const store = (step, extra = "") => `import { create } from "zustand"; import { start } from "./start"; export const useStore = create()((set, get) => ({ n: start, items: [], ${extra} add: () => set({ n: get().n + ${step}, items: [...get().items, "x"] }) }))`;
  const tab = open(
    { "src/main.js": `import { App, useStore } from "./App"; export { useStore }`, "src/App.tsx": `export { useStore } from "./store"; export function App() { return <b/> } import.meta.hot.accept()`, "src/store.ts": store(1), "src/start.ts": `export const start = 0; export const other = 1` },
    { packages: { ...packages(), "npm:zustand": zustand } },
  );
  const state = () => tab.exports("src/main.js").useStore.getState();
  state().add();
  await tab.edit({ "src/start.ts": `export const start = 0; export const other = 2` });
  assert.deepEqual([state().n, state().items], [1, ["x"]], "an edit of something it imports");
  await tab.edit({ "src/store.ts": store(10, "added: true,") });
  state().add();
  assert.deepEqual([state().n, state().items, state().added], [11, ["x", "x"], true]);
  await tab.edit({ "src/start.ts": `export const start = 100` });
  assert.deepEqual([state().n, state().items], [100, ["x", "x"]]);
  await tab.edit({ "src/store.ts": `${store(1)}; throw new Error("no")` });
  assert.equal(state().n, 100);
  state().add();
  assert.equal(state().n, 110);
  assert.ok(tab.live);
});

test("a component behind import() is replaced without its importer", async () => {
  const tab = app({ "src/App.tsx": `export const load = () => import("./Page"); note("App"); export function App() { return <b/> }`, "src/Page.tsx": `export default function Page() { return <b>1</b> }` });
  await tab.exports("src/App.tsx").load();
  tab.takeLog();
  await tab.edit({ "src/Page.tsx": `export default function Page() { return <b>2</b> }` });
  assert.deepEqual(tab.takeLog(), []);
  assert.ok(tab.live);
});

test("compound objects of components are components", () => {
  function Root() {}
  function Item() {}
  assert.ok(isComponent({ Root, Item }));
  assert.ok(isComponent({ $$typeof: Symbol.for("react.lazy") }));
  for (const other of [{}, { Root, other: 1 }, null, 1, () => {}, { $$typeof: Symbol.for("react.context") }, [Root]]) assert.ok(!isComponent(other));
});

test("equality is by value for plain data, by identity for the rest", () => {
  const date = new Date(0);
  const shared = () => {};
  const circle = () => {
    const value = {};
    value.self = value;
    return value;
  };
  for (const [a, b] of [[NaN, NaN], ["x", "x"], [[1, [2]], [1, [2]]], [{ a: { b: 1 } }, { a: { b: 1 } }], [date, date], [{ shared }, { shared }], [Object.create(null), Object.create(null)]]) assert.ok(isSame(a, b));
  for (const [a, b] of [[0, -0], [1, "1"], [{ a: 1 }, { a: 1, b: 1 }], [{ a: undefined }, { b: undefined }], [new Date(0), new Date(0)], [new Map(), new Map()], [() => {}, () => {}], [[1], { 0: 1, length: 1 }], [{ get a() { return 1 } }, { get a() { return 1 } }], [circle(), circle()]]) assert.ok(!isSame(a, b));
});

const dom = (log) => ({
  createRoot: (container) => {
    log.push(`create ${container.name}`);
    return { render: (element) => log.push(`render ${container.name} ${element}`), unmount: () => log.push(`unmount ${container.name}`) };
  },
  hydrateRoot: (container, element) => {
    log.push(`hydrate ${container.name} ${element}`);
    return { render: (again) => log.push(`render ${container.name} ${again}`), unmount: () => log.push(`unmount ${container.name}`) };
  },
});
const mount = (text, container = "a") => `import { createRoot } from "react-dom/client"; createRoot(g.${container}).render(${JSON.stringify(text)})`;
const mounted = (files) => {
  const log = [];
  const one = dom(log);
  const tab = open(files, { packages: { ...packages(), "npm:react-dom/client": () => one } , globals: { a: { name: "a" }, b: { name: "b" } } });
  return { tab, log };
};

test("an entry that mounts runs again in place, into the root that is there", async () => {
  const { tab, log } = mounted({ "src/main.js": mount("1") });
  await tab.edit({ "src/main.js": mount("2") });
  assert.ok(tab.live);
  assert.deepEqual(log, ["create a", "render a 1", "render a 2"]);
});

test("the same for hydration, for a mount behind a function of another module, and for an entry that failed", async () => {
  const hydrate = (text) => `import { hydrateRoot } from "react-dom/client"; hydrateRoot(g.a, ${JSON.stringify(text)})`;
  const first = mounted({ "src/main.js": hydrate("1") });
  await first.tab.edit({ "src/main.js": hydrate("2") });
  assert.deepEqual(first.log, ["hydrate a 1", "render a 2"]);
  const second = mounted({ "src/main.js": `import { show } from "./show"; show("1")`, "src/show.js": `import { createRoot } from "react-dom/client"; export const show = (text) => createRoot(g.a).render(text)` });
  await second.tab.edit({ "src/main.js": `import { show } from "./show"; show("2")` });
  assert.deepEqual(second.log, ["create a", "render a 1", "render a 2"]);
  const third = mounted({ "src/main.js": `${mount("1")}; throw new Error("no")` });
  await third.tab.edit({ "src/main.js": mount("2") });
  assert.deepEqual(third.log, ["create a", "render a 1", "render a 2"]);
  assert.ok(first.tab.live && second.tab.live && third.tab.live);
});

test("a root that the entry does not ask for again is unmounted; one of an entry that throws stays", async () => {
  const { tab, log } = mounted({ "src/main.js": mount("1") });
  await tab.edit({ "src/main.js": `${mount("2", "b")}; throw new Error("no")` });
  assert.deepEqual(log.slice(-3), ["create b", "render b 2", "unmount b"]);
  await tab.edit({ "src/main.js": mount("3", "b") });
  await tab.receive(tab.host.sync(tab.last("sync")));
  assert.deepEqual(log.slice(-3), ["create b", "render b 3", "unmount a"]);
  assert.ok(tab.live);
});

test("what only the entry uses runs the entry again", async () => {
  const { tab, log } = mounted({ "src/main.js": `import { text } from "./text"; ${mount("x").replace('"x"', "text")}`, "src/text.js": `export const text = "1"` });
  await tab.edit({ "src/text.js": `export const text = "2"` });
  assert.deepEqual(log, ["create a", "render a 1", "render a 2"]);
  assert.ok(tab.live);
});

test("components that hang on a component are replaced with it; other things that do, and changed, run those who use it", async () => {
  const card = (label, width) => `export function Card() { return <b>1</b> } Card.Header = function () { return <i>${label}</i> }; Card.width = ${width}; Card.defaultProps = { a: [1] };`;
  const tab = app({ "src/App.tsx": card("one", 1), "src/user.tsx": `import { Card } from "./App"; note("user", Card.width); export function User() { return <Card.Header/> }`, "src/main.js": `import "./user"` });
  assert.deepEqual(tab.takeLog(), ["user 1"]);
  await tab.edit({ "src/App.tsx": card("two", 1) });
  assert.deepEqual(tab.takeLog(), []);
  await tab.edit({ "src/App.tsx": card("two", 2) });
  assert.deepEqual(tab.takeLog(), ["user 2"]);
  assert.ok(tab.live);
});
