// Random Puck documents: the same ones for the same seed.

import { readFileSync } from "node:fs";

const library = JSON.parse(readFileSync(new URL("../../src/puck/library/library.json", import.meta.url), "utf8"));
const app = JSON.parse(readFileSync(new URL("app/schema.json", import.meta.url), "utf8"));

/** Every component by name, with its fields. */
export const components = { ...library.components, ...app.components };
export const schema = app;

/** Texts that break converters which write data into markup. */
const HOSTILE = [
  "plain", "", " two  spaces ", "line\nbreak\ttab", "{x}", "${x}", "`tick`", '"quoted" \'single\'', "</p><script>alert(1)</script>", "<!-- c -->", "*/ alert(1) /*", "&amp; &lt; &#65;",
  "\\n \\u0041 \\", "\u2028\u2029", "😀👩‍👩‍👧", "\u0000\u0001\u007f", "ünï", "a=b\"onclick=\"x", "]]>", "//c", "{/* */}", "export default 1", "__proto__", "constructor", "0", "\ufeffbom", "\ud83d",
];
const URLS = ["/", "#a", "https://a.example/?q=1&r=2", "mailto:a@b.c", "javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "../up", "//host/x", "tel:+1"];
const RICH = ["<p>Hello <strong>you</strong></p>", "<h2>Title</h2><ul><li><p>one</p></li></ul>", "", "<p>a<br>b</p>", '<p><a href="https://a.example/">link</a></p>', "<blockquote><p>q</p></blockquote>"];

/** A small generator of random numbers (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { chance: (share) => next() < share, below: (limit) => Math.floor(next() * limit), pick: (list) => list[Math.floor(next() * list.length)] };
}

/** A document of a few items; `zones` of components that place their own, roots with and without props, unknown types, odd props. */
export function document(seed) {
  const dice = random(seed);
  let number = 0;
  const zones = {};
  const item = (depth, slotted) => {
    if (dice.chance(0.04)) return { type: dice.pick(["Nope", "constructor", "__proto__", "toString"]), props: { id: `Nope-${number++}`, text: dice.pick(HOSTILE) } };
    let type = dice.pick(Object.keys(components));
    // Puck gives `renderDropZone` to no component in a slot: one that needs it would throw there.
    if (type === "Columns" && slotted) type = "Text";
    const id = dice.chance(0.05) ? dice.pick(HOSTILE) + number++ : `${type}-${number++}`;
    const made = { type, props: { id, ...props(components[type].fields, depth) } };
    if (dice.chance(0.05)) made.props[dice.pick(["undeclared", "dangerouslySetInnerHTML", "onClick", "ref", "style", "data-x", "é"])] = dice.pick(HOSTILE);
    if (dice.chance(0.05)) made.readOnly = { title: true };
    if (type === "Columns" && depth < 3) {
      for (const zone of ["left", "right"]) if (dice.chance(0.6)) zones[`${id}:${zone}`] = items(depth + 1, 2, false);
    }
    return made;
  };
  const items = (depth, most, slotted = true) => Array.from({ length: dice.below(most + 1) }, () => item(depth, slotted));
  const props = (fields, depth) => {
    const made = {};
    for (const [name, field] of Object.entries(fields)) if (dice.chance(0.75)) made[name] = value(name, field, depth);
    return made;
  };
  const value = (name, field, depth) => {
    switch (field.type) {
      case "slot":
        return depth < 3 ? items(depth + 1, 2) : [];
      case "array":
        return Array.from({ length: dice.below(3) }, () => props(field.arrayFields, depth));
      case "object":
        return props(field.objectFields, depth);
      case "number":
        return dice.pick([0, 1, 2, 3, 4, -1, 1.5, 1e21, 0.1]);
      case "select":
      case "radio":
        return dice.chance(0.05) ? dice.pick(HOSTILE) : dice.pick(field.options).value;
      case "richtext":
        return dice.pick(RICH);
      case "custom":
        return dice.pick([null, 1, "x", { content: [1, { body: [] }] }, [], [[1], {}], JSON.parse('{"__proto__": 1, "a b": 2}')]);
      default:
        return /url|href|src|action/i.test(name) ? dice.pick(URLS) : dice.pick(HOSTILE);
    }
  };
  const content = items(0, 4, false);
  const root = dice.pick([{}, { props: {} }, { props: { title: dice.pick(HOSTILE), theme: "dark", header: items(1, 2) } }, { title: dice.pick(HOSTILE) }]);
  if (root.props?.theme && dice.chance(0.5)) root.props.theme = "zones";
  if (dice.chance(0.2)) zones["root:aside"] = items(1, 2, false);
  const data = { root, content };
  if (Object.keys(zones).length > 0) data.zones = zones;
  return data;
}
