// What we write shows what Puck's own <Render> shows (its client entry, after Puck's own `migrate` of zones that became slots).

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { convert } from "./convert.mjs";
import { components, document, schema } from "./documents.mjs";
import { evaluate, html, load, workshop, write } from "./render.mjs";

const COUNT = Number(process.env.HOTFRAME_PUCK_RUNS ?? 10_000);
const SEED = Number(process.env.HOTFRAME_PUCK_SEED ?? 1);
const BATCH = 1_000;

let shop;
let puck;
let rootless;

before(async () => {
  console.error = () => {};
  const [made] = convert([{ data: { content: [] }, schema, options: { config: true } }]);
  shop = workshop(made.files);
  const names = Object.keys(components).map((name) => (name in schema.components ? `export * as ${name} from "./src/app/${name}";` : `export * as ${name} from "./src/puck/components/${name}";`));
  puck = await load(shop.folder, `${names.join("\n")}\nexport * as Frame from "./src/app/Frame"; export * as slot from "./src/puck/slot"; export { config } from "./src/puck/puck.config"; export { Render } from "@puckeditor/core";`);
  // Puck looks types up in a plain object, and `constructor` is no component.
  Object.setPrototypeOf(puck.config.components, null);
  rootless = { ...puck.config, root: undefined };
});

after(() => shop?.remove());

/** Compares one document; a difference names the seed. */
function compare(data, answer, config, name) {
  assert.equal(answer.error, undefined, name);
  const text = answer.files["src/puck/Page.tsx"];
  let page;
  try {
    page = evaluate(text, puck);
  } catch (error) {
    throw new Error(`${name}: ${error.message}\n${text}`);
  }
  const expected = html(puck.Render, { config, data: wellFormed(data) });
  const seen = html(page, {});
  assert.equal(seen, expected, `${name}\n${JSON.stringify(data)}\n${text}`);
}

test(`${COUNT} random documents look as Puck renders them, and read back to the same data`, () => {
  for (let start = 0; start < COUNT; start += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, COUNT - start) }, (_, index) => SEED + start + index);
    const documents = seeds.map(document);
    const answers = convert(documents.map((data, index) => ({ data, schema: seeds[index] % 2 ? schema : { components: schema.components } })));
    for (const [index, data] of documents.entries()) {
      const name = `seed ${seeds[index]}`;
      compare(data, answers[index], seeds[index] % 2 ? puck.config : rootless, name);
      assert.deepEqual(answers[index].unread, [], name);
      assert.deepEqual(JSON.parse(answers[index].data), normal(data, seeds[index] % 2 === 1), name);
    }
  }
});

/** Lone surrogates, which no UTF-8 text can hold, as an encoder writes them. */
const wellFormed = (data) => JSON.parse(JSON.stringify(data).replaceAll(/\\ud83d(?!\\ud)/g, "\ufffd"));

/** The data in Puck's current form, without what no text can hold; an empty rich text is none. */
function normal(data, framed) {
  const whole = wellFormed(data);
  const empty = (value) => {
    if (value?.type === "Prose") {
      if (value.props.body === "") value.props.body = null;
      for (const note of value.props.notes ?? []) if (note.text === "") note.text = null;
    }
    if (value && typeof value === "object") Object.values(value).forEach(empty);
  };
  const { "root:aside": aside, ...others } = whole.zones ?? {};
  // Without a root nobody shows what is meant for it: that is kept as it is.
  empty({ ...whole, root: framed ? whole.root : undefined, zones: framed ? whole.zones : others });
  const root = whole.root.props ? whole.root : { props: whole.root };
  if (framed && root.props.title === "") delete root.props.title;
  const zones = Object.fromEntries(Object.entries(whole.zones ?? {}));
  return Object.keys(zones).length > 0 ? { root, content: whole.content, zones } : { root, content: whole.content };
}

test("a conversion of its own result changes nothing", () => {
  const documents = Array.from({ length: 200 }, (_, index) => document(SEED + index));
  const first = convert(documents.map((data) => ({ data, schema })));
  const second = convert(first.map((answer) => ({ data: answer.data, schema, existing: answer.files })));
  for (const [index, answer] of second.entries()) {
    const page = (files) => files["src/puck/Page.tsx"].replace(/source=\S+/, "");
    assert.equal(page(answer.files), page(first[index].files), `seed ${SEED + index}`);
    assert.deepEqual(answer.conflicts, {});
  }
});

test("TypeScript accepts what we write, as strictly as it can", () => {
  const documents = Array.from({ length: 150 }, (_, index) => document(SEED + 50_000 + index));
  const answers = convert(documents.map((data, index) => ({ data, schema, options: { dir: "src/puck", page: `Page${index}`, config: index === 0 } })));
  for (const answer of answers) write(shop.folder, answer.files);
  write(shop.folder, {
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: false, noEmit: true, jsx: "react-jsx", module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom"], skipLibCheck: true, types: [] }, include: ["src"] }),
  });
  const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
  const done = spawnSync(tsc, ["-p", shop.folder], { encoding: "utf8" });
  assert.equal(done.stdout, "");
  assert.equal(done.status, 0);
});

test("tags and links that could act do not reach the page, whatever the data says", () => {
  const links = [" jav\\u0001ascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "\\tjava\\nscript:alert(1)"];
  const acting = links.map((href, index) => `
    {"type": "Button", "props": {"id": "b${index}", "label": "go", "href": "${href}"}},
    {"type": "Card", "props": {"id": "c${index}", "title": "t", "href": "${href}", "imageUrl": "${href}"}},
    {"type": "Form", "props": {"id": "f${index}", "action": "${href}"}},
    {"type": "Navigation", "props": {"id": "n${index}", "logoUrl": "${href}", "links": [{"label": "l", "href": "${href}", "children": [{"label": "m", "href": "${href}"}]}]}}`);
  const tags = ["script", "style", "iframe", "object", "constructor", "__proto__"].map((tag, index) => `{"type": "Text", "props": {"id": "t${index}", "as": "${tag}", "text": "alert(1)"}}`);
  const data = `{"content": [${[...acting, ...tags].join(",")}, {"type": "Grid", "props": {"id": "g", "columns": 1e999, "items": []}}]}`;
  const [answer] = convert([{ data }]);
  const seen = html(evaluate(answer.files["src/puck/Page.tsx"], puck), {});
  assert.doesNotMatch(seen, /script|data:|<style|<iframe|<object/i);
  assert.equal(seen.match(/<p[^>]*>alert\(1\)<\/p>/g)?.length, tags.length, seen);
});

test("names of props that older documents use show the same, and are read back as they were", () => {
  const older = [
    { type: "Button", props: { id: "b", text: "Press" } },
    { type: "Text", props: { id: "t", content: "Words" } },
    { type: "Image", props: { id: "i", url: "/a.png" } },
    { type: "Hero", props: { id: "h", title: "T", primaryButtonText: "One", primaryButtonUrl: "/1", secondaryButtonText: "Two", secondaryButtonUrl: "/2" } },
  ];
  const [answer] = convert([{ data: { content: older } }]);
  assert.deepEqual(answer.diagnostics, []);
  const seen = html(evaluate(answer.files["src/puck/Page.tsx"], puck), {});
  for (const text of [">Press<", ">Words<", 'src="/a.png"', 'href="/1"', ">Two<"]) assert.ok(seen.includes(text), `${text}: ${seen}`);
  const read = JSON.parse(answer.data).content.map(({ type, props }) => ({ type, props: Object.fromEntries(Object.keys(older.find((item) => item.type === type).props).map((name) => [name, props[name]])) }));
  assert.deepEqual(read, older);
});
