// Cases whose bytes an editor would change.
const LONG = "x".repeat(300_000);

/** `(module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))` */
const ADD = Buffer.from("AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABags=", "base64");

export const cases = [
  {
    title: "wasm by ?init and ?url",
    oracle: "vite",
    files: {
      "src/main.ts": `import init from "./add.wasm?init"; import address from "./add.wasm?url"; const made: any = await init(); console.log(made instanceof WebAssembly.Instance, made.exports.add(2, 3), Object.keys(made.exports));
const second: any = await init({ env: { unused() {} } }); console.log(second !== made, second.exports.add(40, 2)); const bytes = await (await fetch(address)).arrayBuffer(); console.log((await WebAssembly.instantiate(bytes)).instance.exports.add(1, 1));`,
      "src/add.wasm": ADD,
    },
  },
  { title: "a byte order mark", files: { "main.ts": '\uFEFFimport data from "./d.json"; export const x: number = data.a;', "d.json": '\uFEFF{"a": 1}' } },
  { title: "a hashbang line", files: { "main.ts": "#!/usr/bin/env node\nexport const x = 1;\n" } },
  { title: "carriage returns, in templates too", files: { "main.ts": "const a = 1;\r\nconst t = `one\r\ntwo\rthree`;\r\n// note\r\nexport const r = [a, t, t.length,\r\n String.raw`a\r\nb`.length];\r\n" } },
  { title: "line separators inside strings and as line ends", files: { "main.js": 'export const s = "a\u2028b\u2029c";\u2028export const n = s.length; // note\u2029export const after = 1;' } },
  { title: "tabs, form feeds, no-break spaces, zero width marks", files: { "main.js": "\t\v\f\u00a0\ufeffexport\u3000const\u2003x\u2009= 1;" } },
  { title: "a lone surrogate in a string", files: { "main.js": 'export const s = "\\ud800", t = "\\u{dc00}x"; export const codes = [s.charCodeAt(0), t.length];' } },
  { title: "text that would end a script element", files: { "main.js": 'export const a = "</script>", b = `<!--</script>${1}`, c = /<\\/script>/.source, d = "]]>";' } },
  { title: "a literal of 300 KB", files: { "main.js": `const s = "${LONG}"; console.log(s.length); const t = \`${LONG}\`; console.log(t.length);` } },
  { title: "an array of 20,000 elements", files: { "main.js": `const a = [${Array.from({ length: 20_000 }, (_, n) => n).join(",")}]; console.log(a.length, a[19_999]);` } },
  { title: "one line of 2,000 statements", files: { "main.js": `let n = 0;${"n++;".repeat(2_000)}console.log(n);` } },
  { title: "2,000 imports of one module", files: { "main.js": `${Array.from({ length: 2_000 }, (_, n) => `import { x as x${n} } from "./x.js";`).join("\n")}\nconsole.log(x0 + x1999);`, "x.js": "export const x = 2;" } },
  { title: "emoji and combining marks in text and names of files", files: { "main.js": 'import { é } from "./über 文.js"; console.log(é, "👩‍👩‍👧", "é".length, "e\u0301".length);', "über 文.js": 'export const é = "ok";' } },
  { title: "an empty file and one of comments", files: { "main.ts": 'import "./empty"; import * as c from "./comments"; export const keys = Object.keys(c);', "empty.ts": "", "comments.ts": "// nothing\n/* here */" } },
  { title: "nothing at the end of the last line", files: { "main.ts": "export const a = 1 // no line break" } },
];
