// From a node of the page to the place in the source: React's fibers as 18 and 19 keep them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { modules } from "./load.mjs";

const { Elements, point, stacksAt } = modules;

/** A runtime that makes elements as React does. */
const runtime = (extra = () => ({})) => ({ jsx: (type, props) => ({ type, props, ...extra() }), Fragment: "fragment" });

/** A node with the fiber of an element, below others. */
function mounted(...elements) {
  const fiber = elements.reduceRight((parent, { props, _debugStack }) => ({ return: parent, memoizedProps: props, _debugStack }), null);
  return { parentNode: { parentNode: null, "__reactFiber$x1": fiber } };
}

function watching() {
  const elements = new Elements();
  elements.watched = true;
  return elements;
}

test("an element's stack is found by its props, in React 18 too", () => {
  const elements = watching();
  const { jsx } = elements.prepare("npm:react/jsx-runtime", runtime());
  const here = function writtenHere() {
    return jsx("b", {});
  };
  assert.match(stacksAt(mounted(here()), elements.stackOf)[0], /writtenHere/);
});

test("the stack of the last render counts, not that of the first", () => {
  const elements = watching();
  const old = new Error("old");
  const { jsx } = elements.prepare("npm:react/jsx-runtime", runtime(() => ({ _debugStack: new Error("new") })));
  const element = jsx("b", {});
  assert.match(stacksAt(mounted({ ...element, _debugStack: old }), elements.stackOf)[0], /new/);
});

test("what nobody noted has React's own stack, and those around it follow", () => {
  const elements = watching();
  const around = [{ props: {}, _debugStack: new Error("inner") }, { props: {} }, { props: {}, _debugStack: new Error("outer") }];
  assert.deepEqual(stacksAt(mounted(...around), elements.stackOf).map((text) => text.split("\n")[0]), ["Error: inner", "Error: outer"]);
});

test("nothing is kept when nobody watches, and other packages are let alone", () => {
  const elements = new Elements();
  const { jsx } = elements.prepare("npm:react/jsx-runtime", runtime());
  assert.deepEqual(stacksAt(mounted(jsx("b", {})), elements.stackOf), []);
  const other = {};
  assert.equal(elements.prepare("npm:react", other), other);
  assert.deepEqual(stacksAt({ parentNode: null }, elements.stackOf), []);
});

test("the innermost place in one of the app's files is opened", async () => {
  const sent = [];
  const explain = async ({ stack }) => (stack === "app" ? { file: "src/App.tsx", line: 3, column: 5 } : {});
  const send = (message) => sent.push(message) > 0;
  assert.equal(await point(["library", "app", "outer"], explain, send), true);
  assert.equal(await point(["library"], explain, send), false);
  assert.deepEqual(sent, [{ type: "hotframe:open", file: "src/App.tsx", line: 3, column: 5 }]);
});
