// A real config and the documents that were made with it: Puck's own demo.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { convert } from "./convert.mjs";
import { evaluate, html, load, workshop } from "./render.mjs";
import { exportSchema } from "../../src/puck/export_schema.mjs";

const demo = fileURLToPath(new URL("demo/", import.meta.url));
const helper = fileURLToPath(new URL("../../src/puck/export_schema.mjs", import.meta.url));

/** What the demo imports from elsewhere. */
const elsewhere = {
  name: "elsewhere",
  setup: ({ onResolve }) => onResolve({ filter: /^(@\/core|next\/dynamic|lucide-react)(\/|$)/ }, () => ({ path: join(demo, "core.tsx") })),
};
const bundled = { plugins: [elsewhere], loader: { ".css": "local-css" }, nodePaths: [fileURLToPath(new URL("../node_modules", import.meta.url))] };

let shop;
let puck;
let schema;

before(async () => {
  console.error = () => {};
  shop = workshop({});
  const entry = `export { conf } from "${demo}config"; export { initialData } from "${demo}config/initial-data"; export { performanceData } from "${demo}config/fixtures/performance"; export { Render } from "@puckeditor/core"; export * as slot from "./src/puck/slot";`;
  const [made] = convert([{ data: { content: [] } }]);
  writeSlot(made.files);
  puck = await load(shop.folder, entry, bundled);
  schema = exportSchema(puck.conf, { module: () => "src/demo.tsx", root: "src/Root.tsx" });
});

after(() => shop?.remove());

function writeSlot(files) {
  spawnSync("mkdir", ["-p", join(shop.folder, "src/puck")]);
  writeFileSync(join(shop.folder, "src/puck/slot.tsx"), files["src/puck/slot.tsx"]);
}

test("the schema of a real config is data, and says which fields are slots", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
  const { components } = schema;
  assert.deepEqual(Object.keys(components), Object.keys(puck.conf.components));
  const slots = Object.entries(components).flatMap(([name, { fields }]) => Object.entries(fields).filter(([, field]) => field.type === "slot").map(([field]) => `${name}.${field}`));
  assert.deepEqual(slots, ["Grid.items", "Flex.items", "Template.children"]);
  assert.equal(components.Hero.fields.image.objectFields.content.type, "slot");
  assert.deepEqual(components.Hero.fields.buttons.arrayFields.variant.options.map(({ value }) => value), ["primary", "secondary"]);
  assert.equal(components.Hero.fields.description.type, "richtext");
  assert.deepEqual([components.Grid.category, components.Card.category], ["layout", "other"]);
  assert.equal(components.Text.module, "src/demo.tsx");
  assert.equal(schema.root.module, "src/Root.tsx");
});

test("the command line says the same", async () => {
  const config = join(shop.folder, "config.mjs");
  const require = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  await build({ ...bundled, entryPoints: [`${demo}config/index.tsx`], bundle: true, outfile: config, format: "esm", platform: "node", jsx: "automatic", banner: { js: require }, logLevel: "error" });
  const done = spawnSync("node", [helper, config, "--module", "src/blocks/[name].tsx"], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(JSON.parse(done.stdout), exportSchema(puck.conf, { module: (name) => `src/blocks/${name}.tsx` }));
  assert.equal(spawnSync("node", [helper], { encoding: "utf8" }).status, 2);
});

test("what cannot be a component, or data, is an error or left out", () => {
  assert.throws(() => exportSchema({}), /has `components`/);
  assert.throws(() => exportSchema({ components: { "my hero": {}, hero: {} } }), /"my hero", "hero"/);
  const around = { list: [] };
  around.list.push(around);
  const { components } = exportSchema({ components: { A: { defaultProps: { around, run() {}, n: NaN, ok: 1 }, fields: { gone: undefined, el: { type: "text", label: { $$typeof: 1 } } } } } });
  assert.deepEqual(components.A, { defaultProps: { around: { list: [] }, ok: 1 }, fields: { el: { type: "text" } }, module: "src/components/A.tsx" });
});

test("recorded documents look as Puck renders them, and read back to the same data", () => {
  const documents = { ...puck.initialData, performance: puck.performanceData };
  const answers = convert(Object.values(documents).map((data) => ({ data, schema })));
  const demoModules = Object.fromEntries(Object.entries(puck.conf.components).map(([name, { render }]) => [name, render]));
  const modules = { demo: demoModules, Root: { default: puck.conf.root.render }, slot: puck.slot };
  for (const [index, [path, data]] of Object.entries(documents).entries()) {
    const answer = answers[index];
    assert.equal(answer.error, undefined, path);
    assert.deepEqual(answer.diagnostics.filter(({ code }) => code !== "puck-mismatch"), [], path);
    const page = evaluate(answer.files["src/puck/Page.tsx"], modules);
    const expected = html(puck.Render, { config: puck.conf, data });
    assert.ok(expected.length > 2_000, `${path} shows a page`);
    assert.equal(html(page, {}), expected, path);
    const { zones, ...rest } = data;
    assert.deepEqual(JSON.parse(answer.data), JSON.parse(JSON.stringify(Object.keys(zones ?? {}).length > 0 ? data : rest)), path);
  }
});
