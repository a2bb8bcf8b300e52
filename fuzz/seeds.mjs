// What each target begins with: files of the tests, in the form that the target reads.   node fuzz/seeds.mjs [folder=fuzz/corpus]
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";

const root = new URL("../", import.meta.url).pathname;
const to = process.argv[2] ?? join(root, "fuzz/corpus");
const LONGEST = 4096;

function seed(target, content) {
  const bytes = Buffer.from(content);
  if (bytes.length > LONGEST) return;
  mkdirSync(join(to, target), { recursive: true });
  writeFileSync(join(to, target, createHash("sha1").update(bytes).digest("hex")), bytes);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes("node_modules")) yield [path, readFileSync(path)];
  }
}

const SCRIPTS = { ".tsx": "t", ".ts": "s", ".jsx": "j", ".mjs": "m", ".js": "m", ".cjs": "c", ".json": "n", ".svg": "v" };
const SHEETS = { ".css": "c", ".scss": "s", ".sass": "i" };
function source(name, content) {
  const kind = extname(name);
  if (SCRIPTS[kind]) seed("transform", SCRIPTS[kind] + content);
  if (SHEETS[kind]) seed("css", (name.includes(".module.") ? "m" : SHEETS[kind]) + content);
  if (SCRIPTS[kind] || SHEETS[kind]) seed("session", `@w src/App.tsx\n${content}\n@u\n@d src/text.ts\n@u\n@m src/App.tsx src/text.ts\n`);
}

for (const folder of ["tests/browser/cases", "examples/apps", "tests/tailwind"]) for (const [path, content] of filesBelow(folder)) source(path, content);
for (const [path, content] of filesBelow("tests/oracles")) {
  if (!path.endsWith(".txt")) continue;
  for (const part of content.toString().split(/^(?==== |--- )/m)) {
    const named = /^--- (\S+)\n([^]*)$/.exec(part);
    if (named) source(named[1], named[2]);
  }
}
for (const [, content] of filesBelow("tests/messages")) {
  seed("message", content);
  for (const line of content.toString().split("\n")) seed("message", line);
}
for (const path of ["src/App.tsx", "src/app.css", "src/more.scss", "index.html", ".env", "tsconfig.json", "package.json", "src/data.json", "vite.config.ts"]) {
  seed("session", `@w ${path}\n\n@u\n@d ${path}\n@u\n@m src/text.ts ${path}\n@u\n@m ${path} src/new.tsx\n`);
}

// What a session writes behind its first six bytes, without the digest.
const number = (value, bytes) => { const out = Buffer.alloc(bytes); out.writeUIntLE(value, 0, Math.min(bytes, 6)); return out; };
const text = (value) => Buffer.concat([number(Buffer.byteLength(value), 4), Buffer.from(value)]);
const content = (value) => Buffer.concat([number(Buffer.byteLength(value), 8), Buffer.from(value)]);
const PAGE = ["index.html", '<script type="module" src="/a.ts"></script>'];
const frozen = (app, files, good) => Buffer.concat([
  text(app), number(files.length, 4), ...files.flatMap(([path, value]) => [text(path), content(value)]),
  number(good.length, 4), ...good.flatMap(([path, value]) => [text(path), ...(value === null ? [number(0, 1)] : [number(1, 1), content(value)])]),
]);
seed("restore", frozen("app", [], []));
seed("restore", frozen("app", [PAGE, ["a.ts", "export const a: string = 'a'"]], []));
seed("restore", frozen("app", [PAGE, ["a.ts", "const a = <"]], [["a.ts", "const a = 1"], ["b.ts", null]]));
seed("restore", frozen("ä", [PAGE, ["a.ts", "import './b.css'"], ["b.css", "a { color: red }"]], [["a.ts", null]]));

// One byte for a call, then what its arguments are made of: see `capi.rs`.
for (let call = 0; call < 40; call++) for (const how of [0, 1, 2, 3]) seed("capi", String.fromCharCode(call, how, how, how, how) + "\n@w src/App.tsx\nexport default 1");
