// Source maps: every name that a file has once leads from the compiled code to its line and column, through all that was done to it;
// and a thrown error's stack, in Node, to the statement that throws.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodedMappings, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { appOf, compileAll, problemsOf, run } from "./support/ours.mjs";

const SOURCES = {
  "typed.tsx": `import { useState, type FC } from "react";
interface Props<T> { readonly first_prop: T; second?: Array<Map<string, T>> }
enum Level_enum { Low_member = 1, High_member }
export const Card_component: FC<Props<number>> = ({ first_prop: renamed_prop }) => {
  const [count_state, setCount_state] = useState<number>(renamed_prop as number);
  /* a comment
     of lines */ const after_comment = count_state! + Level_enum.High_member;
  return <div className="box" onClick={() => setCount_state((old_value) => old_value + 1)}>{after_comment}<span_element data-x={renamed_prop}/></div>;
};
export default class Thing_class { constructor(private field_param: string) {} method_name<T extends object>(arg_one: T): asserts arg_one is T { if (!arg_one) throw new Error(this.field_param) } }
`,
  "unicode.ts": `const before_it = "äöü 😀 文"; const after_text = before_it.length;\r\n\tconst tab_line = \`\${after_text} 😀 \${before_it}\`; export const end_name = tab_line;\r\n`,
  "lowered.ts": `namespace Space_one { export const inner_one = 1 }
namespace Space_one { export const inner_two = inner_one + 1 }
function decorate_it(_: unknown, context_arg: unknown) {}
class Deco_class { @decorate_it method_deco() { return "deco_text" } accessor field_auto = Space_one.inner_two; #private_name = 3 }
export function user_fn() { using resource_name = { [Symbol.dispose]() {} }; return new Deco_class().field_auto }
export const url_name = new URL("https://x.y", import.meta.url), env_mode = import.meta.env.MODE, last_name = user_fn;
`,
  "common.cjs": `const first_const = 1;
module.exports.out_name = function named_fn(arg_name) { return first_const + arg_name };
`,
};

const apps = Object.entries(SOURCES).map(([path, text]) => appOf({ entry: path, files: { [path]: text } }));
const answers = await compileAll(apps);

/** The place of every match, as [line from 1, column from 0]. */
function placesOf(text, pattern) {
  return [...text.matchAll(pattern)].map(({ 0: name, index }) => {
    const before = text.slice(0, index).split(/\r\n|\n/);
    return { name, line: before.length, column: before.at(-1).length };
  });
}

for (const [index, [path, source]] of Object.entries(SOURCES).entries()) {
  test(`names of ${path} lead back to where they stand`, () => {
    assert.deepEqual(problemsOf(answers[index]), []);
    const { code } = answers[index].message.modules.find(({ id }) => id === path);
    const map = new TraceMap(answers[index].maps[path]);
    assert.deepEqual(map.sources, [path]);
    assert.equal(map.sourcesContent[0], source);
    const lines = decodedMappings(map);
    const written = placesOf(source, /\b[a-zA-Z]+_[a-z]+\b/g);
    let mapped = 0;
    for (const { name, line, column } of placesOf(code, /\b[a-zA-Z]+_[a-z]+\b/g)) {
      // Only a segment of its own says where a name comes from; others say it of what stands before.
      const segment = lines[line - 1]?.find(([start]) => start === column);
      if (!segment || segment.length < 4 || !source.includes(name)) continue;
      const found = { line: segment[2] + 1, column: segment[3] };
      const here = written.filter((place) => place.name === name);
      // Code that the compiler adds may stand for the declaration it was made of; a name that is mapped to a name is mapped to its own.
      const there = written.find((place) => place.line === found.line && place.column === found.column);
      // `inner_one` of a namespace became `Space_one.inner_one`.
      if (!there || code.split("\n")[line - 1].startsWith(`${name}.${there.name}`, column)) continue;
      assert.ok(here.some((place) => place.line === found.line && place.column === found.column), `${name} at ${line}:${column} leads to ${there.name} at ${found.line}:${found.column}`);
      mapped++;
    }
    const names = new Set(written.map(({ name }) => name));
    assert.ok(mapped >= names.size * 0.7, `${mapped} places of ${names.size} names are mapped`);
  });
}

const THROWS = {
  "main.tsx": `import { fail } from "./fail";
interface Unused { a: string }

export function render(): never {
  return fail<string>("x" as string);
}
`,
  "fail.ts": `type Text = string;
// a line
export function fail<T extends Text>(text: T): never {
  if (text) { const here: T = text; throw new TypeError(\`no \${here}\`); }
  throw 1;
}
`,
};
const [thrown] = await compileAll([appOf({ entry: "main.tsx", files: THROWS })]);

test("a thrown error's stack leads to the lines and columns that throw and call", async () => {
  const namespace = await run(thrown, "main.tsx");
  const { stack } = await Promise.resolve().then(namespace.render).catch((error) => error);
  const frames = [...stack.matchAll(/\((?:.*\/)?((?:main\.tsx|fail\.ts))[^:)]*:(\d+):(\d+)\)/g)].slice(0, 2).map(([, file, line, column]) => {
    const found = originalPositionFor(new TraceMap(thrown.maps[file]), { line: Number(line), column: Number(column) - 1 });
    return `${found.source}:${found.line}:${found.column + 1}`;
  });
  const at = (file, text) => {
    const [place] = placesOf(THROWS[file], text);
    return `${file}:${place.line}:${place.column + 1}`;
  };
  assert.deepEqual(frames, [at("fail.ts", /new TypeError/g), at("main.tsx", /fail<string>/g)], stack);
});
