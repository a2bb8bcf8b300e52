#!/usr/bin/env node
/**
 * What the converter needs to know of a Puck config, as JSON: which components there are, which fields they have, and in which file each is.
 *
 * In a program:
 *
 *     import { exportSchema } from "./export_schema.mjs";
 *     JSON.stringify(exportSchema(config, { module: (name) => `src/components/${name}.tsx` }));
 *
 * On the command line, for a config that Node can import (`esbuild --bundle --platform=node --format=esm` makes one of a `puck.config.tsx`):
 *
 *     node export_schema.mjs puck.config.mjs --module 'src/components/[name].tsx' [--root src/components/Root.tsx] > schema.json
 *
 * Functions, React elements and all else that is no data stay behind. Fields that only `resolveFields` makes have to be among `fields` too.
 */

/** What the converter reads of a field, and the editor that is made from a schema. */
const FIELD = [
  "type", "label", "options", "min", "max", "step", "placeholder", "contentEditable", "visible", "metadata", "summary", "allow", "disallow",
  "defaultItemProps",
];
const COMPONENT = ["label", "defaultProps", "metadata", "permissions", "inline"];
const NAME = /^[A-Z][A-Za-z0-9_$]*$/;

/**
 * @param {{components: object, root?: object, categories?: object}} config a Puck config
 * @param {{module?: (name: string) => string | undefined, export?: (name: string) => string | undefined, root?: string}} [where] the file, from the
 *   app's root, that exports a component, by default `src/components/<name>.tsx`; the name it is exported by, by default its own; the file whose
 *   default export is the root
 * @returns {{components: object, root?: object}} JSON
 * @throws {TypeError} for what is no config, and for names that cannot be components in code
 */
export function exportSchema(config, { module = (name) => `src/components/${name}.tsx`, export: exported = () => undefined, root } = {}) {
  if (typeof config?.components !== "object" || config.components === null) throw new TypeError("a Puck config has `components`");
  const names = Object.keys(config.components);
  const odd = names.filter((name) => !NAME.test(name));
  if (odd.length > 0) throw new TypeError(`these cannot name components in code: ${odd.map((name) => JSON.stringify(name)).join(", ")}`);
  const category = (name) => Object.keys(config.categories ?? {}).find((key) => config.categories[key]?.components?.includes(name));
  const entries = names.map((name) => [name, plain({ ...component(config.components[name]), category: category(name), module: module(name), export: exported(name) })]);
  const schema = { components: Object.fromEntries(entries) };
  if (config.root) schema.root = plain({ ...component(config.root), module: root });
  return schema;
}

const pick = (value, names) => Object.fromEntries(names.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]]));

function component(given) {
  return { ...pick(given, COMPONENT), fields: fields(given.fields) };
}

function fields(given) {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([, field]) => field).map(([name, field]) => [name, oneField(field)]));
}

function oneField(given) {
  const field = pick(given, FIELD);
  if (typeof field.label !== "string") delete field.label;
  // Those of rich text are settings of its toolbar.
  if (!Array.isArray(field.options)) delete field.options;
  if (given.arrayFields) field.arrayFields = fields(given.arrayFields);
  if (given.objectFields) field.objectFields = fields(given.objectFields);
  return field;
}

/** What JSON can hold; the rest is left out, and so is what holds itself. */
function plain(value, above = []) {
  if (value === null || ["string", "boolean"].includes(typeof value)) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || "$$typeof" in value || above.includes(value)) return undefined;
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => plain(item, inside)).filter((item) => item !== undefined);
  const members = Object.entries(value).map(([name, member]) => [name, plain(member, inside)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

async function main([path, ...flags]) {
  const { pathToFileURL } = await import("node:url");
  const flag = (name) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : undefined);
  const loaded = await import(pathToFileURL(path).href);
  const config = loaded.default ?? loaded.config;
  const pattern = flag("--module");
  const module = pattern && ((name) => pattern.replaceAll("[name]", name));
  process.stdout.write(`${JSON.stringify(exportSchema(config, { ...(module && { module }), root: flag("--root") }), null, 2)}\n`);
}

if (typeof process !== "undefined" && process.argv?.[1] && import.meta.url === (await import("node:url")).pathToFileURL(process.argv[1]).href) {
  const [, , ...args] = process.argv;
  if (args.length === 0) {
    process.stderr.write("usage: node export_schema.mjs CONFIG [--module 'src/components/[name].tsx'] [--root FILE]\n");
    process.exitCode = 2;
  } else await main(args);
}
