// Linking and running: what ES modules promise, on hand-written factories.
import assert from "node:assert/strict";
import { test } from "node:test";
import { modules } from "./load.mjs";

const { Registry, adapt } = modules;

function create(rows = {}) {
  const done = [];
  const registry = new Registry({ meta: () => ({ url: "u" }), css() {}, register() {}, signature() {}, begin() {}, done: (module) => done.push(module.id) });
  for (const [id, row] of Object.entries(rows)) registry.setRow(id, row);
  /** `imports`: specifiers, which are ids here. */
  const define = (id, imports, factory, row = Object.fromEntries(imports.map((name) => [name, name]))) => {
    registry.define(id, { digest: id, specifiers: imports, factory });
    registry.setRow(id, { ...rows[id], ...row });
  };
  return { registry, define, done, run: (id) => registry.run(id), ns: (id) => registry.module(id).namespace };
}

const constant = (values) => (_export) => ({ setters: [], execute: () => void _export(values) });

test("runs imports before importers, once", () => {
  const { define, run, done } = create();
  define("a", [], constant({ x: 1 }));
  define("b", ["a"], () => ({ setters: [() => {}], execute() {} }));
  define("c", ["a"], () => ({ setters: [() => {}], execute() {} }));
  define("main", ["b", "c"], () => ({ setters: [() => {}, () => {}], execute() {} }));
  assert.equal(run("main"), undefined, "nothing is asynchronous without need");
  run("main");
  assert.deepEqual(done, ["a", "b", "c", "main"]);
});

test("bindings are live", () => {
  const { define, run } = create();
  let increment;
  const seen = [];
  define("counter", [], (_export) => {
    let n = 0;
    increment = () => _export("n", ++n);
    return { setters: [], execute: () => void _export("n", n) };
  });
  define("main", ["counter"], () => ({ setters: [(m) => seen.push(m.n)], execute() {} }));
  run("main");
  increment();
  increment();
  assert.deepEqual(seen.slice(-3), [0, 1, 2]);
});

test("hoisted functions are there in a cycle before anything ran", () => {
  const { define, run } = create();
  let result;
  define("a", ["b"], (_export) => {
    let b;
    const hello = () => `hello from a, ${b}`;
    _export("hello", hello);
    return { setters: [(m) => (b = m.name)], execute() {} };
  });
  define("b", ["a"], (_export) => {
    let hello;
    return {
      setters: [(m) => (hello = m.hello)],
      execute() {
        result = hello();
        _export("name", "b");
      },
    };
  });
  run("a");
  assert.equal(result, "hello from a, undefined");
});

const star = (target, own) => (_export) => {
  if (own) _export(Object.fromEntries(Object.keys(own).map((name) => [name, undefined])));
  return {
    setters: [
      (m) => {
        const all = { __proto__: null };
        for (const key in m) if (key !== "default" && key !== "__esModule") all[key] = m[key];
        _export(all);
      },
    ],
    execute: () => void (own && _export(own)),
  };
};

test("`export *` leaves out default, and gives way to the module's own exports", () => {
  const { define, run, ns } = create();
  define("a", [], constant({ x: 1, y: 2, default: 3 }));
  define("b", ["a"], star("a", { y: "own" }));
  run("b");
  assert.deepEqual({ ...ns("b") }, { x: 1, y: "own" });
});

test("`export *` in a cycle fills up", () => {
  const { define, run, ns } = create();
  define("a", ["b"], star("b", { x: 1 }));
  define("b", ["a"], star("a", { y: 2 }));
  run("a");
  assert.deepEqual({ ...ns("a") }, { x: 1, y: 2 });
  assert.deepEqual({ ...ns("b") }, { x: 1, y: 2 });
});

test("a name that two stars bring from two modules is nobody's", () => {
  const { define, run, ns } = create();
  define("a", [], constant({ x: "a" }));
  define("b", [], constant({ x: "b", y: "b" }));
  define("c", ["a", "b"], (_export) => {
    const pass = (m) => _export(Object.assign(Object.create(null), m));
    return { setters: [pass, pass], execute() {} };
  });
  run("c");
  assert.deepEqual({ ...ns("c") }, { y: "b" });
});

test("a name that two stars bring from one module is that module's", () => {
  const { define, run, ns } = create();
  const named = (_export) => ({ setters: [(m) => _export({ x: m.x })], execute() {} });
  define("base", [], (_export) => {
    _export({ x: undefined });
    return { setters: [], execute: () => void _export("x", 1) };
  });
  define("a", ["base"], named);
  define("b", ["base"], star("base"));
  define("c", ["a", "b"], (_export) => {
    const pass = (m) => _export(Object.assign(Object.create(null), m));
    return { setters: [pass, pass], execute() {} };
  });
  run("c");
  assert.deepEqual({ ...ns("c") }, { x: 1 });
});

test("a namespace is one read-only object, named Module", () => {
  const { define, run, ns } = create();
  define("a", [], constant({ x: 1 }));
  const before = ns("a");
  run("a");
  assert.equal(ns("a"), before);
  assert.equal(Object.prototype.toString.call(before), "[object Module]");
  assert.equal(Object.getPrototypeOf(before), null);
  assert.throws(() => {
    "use strict";
    before.x = 2;
  }, TypeError);
});

test("top-level await: importers wait, others do not", async () => {
  const { define, run, done } = create();
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  define("slow", [], (_export) => ({ setters: [], execute: async () => _export("x", await gate) }));
  define("other", [], constant({ y: 1 }));
  let seen;
  define("main", ["slow", "other"], () => {
    let x;
    return { setters: [(m) => (x = m.x), () => {}], execute: () => void (seen = x) };
  });
  const running = run("main");
  assert.deepEqual(done, ["other"]);
  go("late");
  await running;
  assert.deepEqual(done, ["other", "slow", "main"]);
  assert.equal(seen, "late");
});

test("a cycle with top-level await does not hang", async () => {
  const { define, run, done } = create();
  define("a", ["b"], () => ({ setters: [() => {}], execute() {} }));
  define("b", ["a"], () => ({ setters: [() => {}], execute: async () => void (await null) }));
  await run("a");
  assert.deepEqual(done, ["b", "a"]);
});

test("a module that throws fails its importers, and throws the same again", () => {
  const { define, run, registry } = create();
  const problem = new Error("no");
  define("a", [], () => ({
    setters: [],
    execute() {
      throw problem;
    },
  }));
  define("main", ["a"], () => ({ setters: [() => {}], execute() {} }));
  for (const id of ["main", "a", "main"]) assert.throws(() => run(id), problem);
  assert.equal(registry.module("main").started, false);
});

test("a failed await rejects, and the importers with it", async () => {
  const { define, run } = create();
  define("a", [], () => ({
    setters: [],
    async execute() {
      await null;
      throw new Error("late");
    },
  }));
  define("main", ["a"], () => ({ setters: [() => {}], execute() {} }));
  await assert.rejects(run("main"), /late/);
  assert.throws(() => run("a"), /late/);
});

test("an import that leads nowhere says from where", () => {
  const { define, run } = create();
  define("main", ["./gone"], () => ({ setters: [() => {}], execute() {} }), {});
  assert.throws(() => run("main"), /main imports "\.\/gone"/);
});

test("what could not be linked can be linked later", () => {
  const { define, run, done } = create();
  define("main", ["a"], () => ({ setters: [() => {}], execute() {} }));
  assert.throws(() => run("main"), /no module a/);
  define("a", [], constant({}));
  run("main");
  assert.deepEqual(done, ["a", "main"]);
});

test("dynamic import runs later, links once, and rejects for what is unknown", async () => {
  const { define, run, registry, done } = create();
  let context;
  define("lazy", [], constant({ x: 1 }));
  define("main", [], (_export, _context) => ((context = _context), { setters: [], execute() {} }), { "./lazy": "lazy" });
  run("main");
  const one = context.import("./lazy");
  assert.deepEqual(done, ["main"], "not inside the code that asks");
  assert.equal(await one, await context.import("./lazy"));
  assert.equal((await one).x, 1);
  assert.equal(await one, registry.module("lazy").namespace);
  await assert.rejects(context.import("./no"), /leads nowhere/);
});

test("a dynamic import of an importer in its own body does not run it twice", async () => {
  const { define, run, done } = create();
  let lazy;
  define("lazy", ["main"], () => ({ setters: [() => {}], execute() {} }));
  define("main", [], (_e, c) => ({ setters: [], execute: () => void (lazy = c.import("./lazy")) }), { "./lazy": "lazy" });
  run("main");
  await lazy;
  assert.deepEqual(done, ["main", "lazy"]);
});

test("CommonJS: default is module.exports, and its keys are exports", () => {
  const exports = Object.assign(() => "called", { a: 1 });
  const namespace = adapt(exports);
  assert.equal(namespace.default, exports);
  assert.equal(namespace.a, 1);
  exports.a = 2;
  assert.equal(namespace.a, 2, "read through");
  assert.equal(adapt(5).default, 5);
});

test("a transpiled ES module keeps its own default", () => {
  const exports = Object.defineProperty({ default: "d", named: "n" }, "__esModule", { value: true });
  assert.equal(adapt(exports).default, "d");
  assert.equal(adapt(exports).named, "n");
});

test("a package runs when the first body that needs it is about to, once", () => {
  const { define, run, registry } = create();
  const order = [];
  registry.provide({ "npm:p": () => (order.push("package"), { x: 1 }) });
  const needs = (name) => () => ({ setters: [() => {}, () => {}], execute: () => void order.push(name) });
  define("first", [], () => ({ setters: [], execute: () => void order.push("first") }));
  define("main", ["first", "npm:p"], needs("main"));
  define("other", ["npm:p"], needs("other"));
  assert.deepEqual(order, []);
  run("main");
  run("other");
  assert.deepEqual(order, ["first", "package", "main", "other"]);
});

test("a package comes from the script that brought it first, for the app and for packages alike", () => {
  const { registry, define, run } = create();
  const commonJs = () => "called";
  const namespace = Object.defineProperties({ default: commonJs }, { __esModule: { value: true }, "module.exports": { value: commonJs } });
  const module = Object.defineProperties({ x: 1 }, { __esModule: { value: true }, [Symbol.toStringTag]: { value: "Module" } });
  registry.provide({ "npm:commonjs": () => namespace, "npm:module": () => module });
  registry.provide({ "npm:commonjs": () => assert.fail("there is one already"), "npm:later": () => ({ ...module, x: registry.require("npm:module").x + 1 }) });
  assert.equal(registry.require("npm:commonjs"), commonJs, "`require` of CommonJS is its own object");
  assert.equal(registry.require("npm:module"), module);
  assert.throws(() => registry.require("npm:nowhere"), /the package npm:nowhere is not on this page/);
  assert.deepEqual([...registry.provided()], ["npm:commonjs", "npm:module", "npm:later"]);
  let seen;
  define("main", ["npm:later"], () => ({ setters: [({ x }) => (seen = x)], execute() {} }), { "npm:later": "npm:later" });
  run("main");
  assert.equal(seen, 2);
});

test("what is read before it has a value throws, wherever it comes from, and no longer when it has one", () => {
  const { define, run } = create();
  const seen = [];
  const attempt = (read) => {
    try {
      seen.push(read());
    } catch (error) {
      seen.push(`${error.name}: ${error.message}`);
    }
  };
  let again;
  // a imports b, which imports a, and has it by another name and behind a star too.
  define("a", ["b"], (_export) => {
    _export({ x: [], hoisted: () => 1, old: undefined });
    return { setters: [() => {}], execute: () => void _export("x", "a's x") };
  });
  define("named", ["a"], (_export) => {
    _export({ y: [0, "x"] });
    return { setters: [(m) => _export("y", m.x)], execute() {} };
  });
  define("starred", ["a"], star("a"));
  define("b", ["a", "named", "starred"], (_export, context) => {
    again = (index, name, local) => attempt(() => context.live(index, name, "fine", local));
    return {
      setters: [() => {}, () => {}, () => {}],
      execute() {
        again(0, "x");
        again(1, "y", "z");
        again(2, "x");
        again(0, "hoisted");
        again(0, "old");
        again(-1, "own");
      },
    };
  });
  run("a");
  const early = (name) => `ReferenceError: Cannot access '${name}' before initialization`;
  assert.deepEqual(seen.splice(0), [early("x"), early("z"), early("x"), "fine", "fine", early("own")]);
  for (const [index, name] of [[0, "x"], [1, "y"], [2, "x"]]) again(index, name);
  assert.deepEqual(seen, ["fine", "fine", "fine"]);
});
