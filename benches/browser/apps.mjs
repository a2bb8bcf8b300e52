// The apps whose edits are timed in the browser: examples, and generated ones of any size. Each with an edit that shows and one that adds a Tailwind class.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const example = (name, nodeModules, edit) => ({
  name,
  make(folder) {
    cpSync(join(ROOT, "examples/apps", name), folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
    return nodeModules();
  },
  ...edit,
});

/** The packages of an example that has its own. */
function installed(name) {
  const folder = join(ROOT, "examples/apps", name, "node_modules");
  if (!existsSync(folder)) execFileSync(join(ROOT, "script/setup_npm.sh"), [`examples/apps/${name}`], { stdio: "inherit" });
  return folder;
}

/** An app of about so many modules: a tree of components, each with a few Tailwind classes. */
function generated(modules) {
  const leaves = 9;
  const groups = Math.max(1, Math.round((modules - 2) / (leaves + 1)));
  const component = (name, imports, body, classes) =>
    `${imports.map((to) => `import { ${to} } from "./${to}";`).join("\n")}\n\nexport function ${name}() {\n  return (\n    <section className="${classes}">\n      ${body}\n    </section>\n  );\n}\n`;
  return {
    name: `generated, ${modules} modules`,
    make(folder) {
      const write = (path, text) => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      };
      write("index.html", '<!doctype html>\n<html>\n<head><link rel="icon" href="data:,"></head>\n<body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body>\n</html>\n');
      write("package.json", '{ "name": "generated", "private": true, "type": "module", "devDependencies": { "tailwindcss": "3.4.19" } }\n');
      write("tailwind.config.js", 'export default { content: ["./index.html", "./src/**/*.{ts,tsx}"], theme: { extend: {} }, plugins: [] };\n');
      write("postcss.config.js", "export default { plugins: { tailwindcss: {} } };\n");
      write("src/index.css", "@tailwind base;\n@tailwind components;\n@tailwind utilities;\n");
      write("src/main.tsx", 'import { createRoot } from "react-dom/client";\nimport { App } from "./App";\nimport "./index.css";\n\ncreateRoot(document.getElementById("root")!).render(<App />);\n');
      const names = Array.from({ length: groups }, (_, index) => `Group${index}`);
      write("src/App.tsx", component("App", names, names.map((name) => `<${name} />`).join("\n      "), "p-4 font-sans"));
      for (let group = 0; group < groups; group++) {
        const parts = Array.from({ length: leaves }, (_, index) => `Leaf${group}x${index}`);
        write(`src/Group${group}.tsx`, component(`Group${group}`, parts, parts.map((name) => `<${name} />`).join("\n      "), `mt-${group % 12} border-${(group % 4) * 2 || 1}`));
        for (const [index, name] of parts.entries()) {
          const first = group === 0 && index === 0;
          write(`src/${name}.tsx`, component(name, [], first ? '<h1 id="headline" className="px-0">Headline</h1>' : `<p>{"${name}"}</p>`, `py-${index} text-${["sm", "base", "lg"][index % 3]}`));
        }
      }
      return join(ROOT, "tests/previous/node_modules");
    },
    tailwind: true,
    path: "src/Leaf0x0.tsx",
    text: "Headline",
    selector: "#headline",
    classes: "px-0",
  };
}

export const APPS = [
  example("counter", () => join(ROOT, "examples/node_modules"), { path: "src/components/Counter.tsx", text: "You clicked", selector: "[data-testid=label]" }),
  example("dashboard", () => installed("dashboard"), {
    tailwind: true,
    path: "src/pages/Index.tsx",
    text: 'Good morning, <span className="text-gradient">{displayName.split(" ")[0]}</span>',
    selector: "[data-testid=headline]",
    classes: '"page-title"',
    classed: (added) => `"page-title ${added}"`,
  }),
  generated(10),
  generated(100),
  generated(1000),
];

/** A copy of an app that may be edited. */
export function makeApp(app) {
  const folder = mkdtempSync(join(tmpdir(), "hotframe-bench-"));
  const nodeModules = app.make(folder);
  symlinkSync(nodeModules, join(folder, "node_modules"));
  return { folder, nodeModules, delete: () => rmSync(folder, { recursive: true, force: true }) };
}
