// Writes edits.json: edits of the example apps, the same ones every time. Run by hand when an app or an idea for an edit changes; the file is
// kept, so that a figure of today can be compared with one of tomorrow.
import { readFileSync, readdirSync, writeFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
const edits = [];

function files(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules") return [];
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const once = (text, pattern) => {
  const found = text.match(pattern);
  return found && text.indexOf(found[0]) === text.lastIndexOf(found[0]) ? found : null;
};

function scripts(app, path, text, add) {
  add("comment", { path, append: "\n// A remark.\n" });
  add("block-comment", { path, prepend: "/* A remark. */\n" });
  add("layout", { path, append: "\n\n\n" });
  if (/\.tsx?$/.test(path)) add("type-only", { path, append: "\nexport type Remark = { text: string };\n" });
  const className = once(text, /className="([^"{]+)"/);
  if (className) add("class-name", { path, find: className[0], replace: `className="${className[1]} mt-[13px] underline"` });
  const style = once(text, /style=\{\{[^]*?\}\}/);
  if (style) add("style-attribute", { path, find: style[0], replace: `style={{ color: "rgb(1, 2, 3)", ...{ margin: 1 } }}` });
  const words = once(text, />\s*([A-Z][a-z]+ [a-z ]+)\s*</);
  if (words) add("text", { path, find: words[1].trim(), replace: `${words[1].trim()} indeed` });
  add("statement", { path, append: "\nexport const remark = Math.max(1, 2);\n" });
  const local = once(text, /import [^\n]* from "\.\/[^"\n]+";?\n/);
  if (local) add("import-gone", { path, find: local[0], replace: "" });
}

for (const app of ["counter", "shop"]) {
  const folder = join(root, "examples/apps", app);
  for (const file of files(folder)) {
    const path = relative(folder, file);
    const text = /\.(png|ico|woff2?)$/.test(path) ? null : readFileSync(file, "utf8");
    const add = (name, ...changes) => edits.push({ app, name: `${app}: ${path}: ${name}`, changes });
    add("nothing", { path, append: "" });
    if (/\.(tsx?|jsx?)$/.test(path) && path.startsWith("src/") && !path.endsWith(".d.ts")) scripts(app, path, text, add);
    if (path.endsWith(".css")) {
      add("comment", { path, append: "\n/* A remark. */\n" });
      add("rule", { path, append: "\n.remark { color: red; }\n" });
      const value = once(text, /(padding|margin|gap): ([^;\n]+);/);
      if (value) add("value", { path, find: value[0], replace: `${value[1]}: 17px;` });
    }
    if (path.endsWith(".svg") && path.startsWith("src/")) add("image", { path, append: "<!-- other -->\n" });
    if (path.endsWith(".json") && path.startsWith("src/")) add("layout", { path, append: "\n" });
    if (path.startsWith("public/")) add("public", { path, append: "\n" });
    if (path === "index.html") add("document", { path, find: "</body>", replace: "<p>More</p></body>" });
    if (path.endsWith(".tsx") && path.includes("components/")) add("deleted", { path, delete: true });
  }
  const more = (name, ...changes) => edits.push({ app, name: `${app}: ${name}`, changes });
  const manifest = readFileSync(join(folder, "package.json"), "utf8");
  more("package.json: scripts", { path: "package.json", write: JSON.stringify({ ...JSON.parse(manifest), scripts: { dev: "vite --host" } }, null, 2) });
  more("package.json: layout", { path: "package.json", write: JSON.stringify(JSON.parse(manifest)) });
  more("README.md", { path: "README.md", write: "# A remark\n" });
  more("new file that nothing imports", { path: "src/lonely.ts", write: "export const lonely = 1;\n" });
  more("unused file with an error", { path: "src/lonely.ts", write: "export const = ;\n" });
  more("environment nobody reads", { path: ".env", write: "VITE_NOBODY=1\n" });
  more("syntax error", { path: "src/main.tsx", write: "import (" });
  more("tsconfig: unrelated", { path: "tsconfig.json", write: JSON.stringify({ compilerOptions: { jsx: "react-jsx", noEmit: true, strict: false, paths: { "@/*": ["./src/*"] } } }) });
  more("new module in use", { path: "src/fresh.ts", write: "export const fresh = 'fresh';\n" }, { path: "src/main.tsx", prepend: "import { fresh } from './fresh';\nconsole.log(fresh);\n" });
  more("new package in use", { path: "src/main.tsx", prepend: "import { useStore } from 'zustand';\nconsole.log(useStore);\n" });
  more("style and script at once", { path: "src/index.css", append: "\nbody { margin: 3px; }\n" }, { path: "src/main.tsx", append: "\nconsole.log('more');\n" });
  more("comments at once", { path: "src/index.css", append: "\n/* more */\n" }, { path: "src/main.tsx", append: "\n// more\n" });
}
writeFileSync(new URL("edits.json", import.meta.url), `[\n${edits.map((edit) => JSON.stringify(edit)).join(",\n")}\n]\n`);
console.log(`${edits.length} edits`);
