// An app of 60 files, as an editor's users have them: a shared template, and three files of their own in each.
export const FILES = 60;

const component = (name, imports, body) => `${imports.map((one) => `import { ${one} } from "./${one}";`).join("\n")}
import { useState } from "react";

export interface ${name}Props { title?: string; items?: { id: number; label: string; price: number }[] }

export function ${name}({ title = "${name}", items = [] }: ${name}Props) {
  const [open, setOpen] = useState(false);
  const total = items.reduce((sum, item) => sum + item.price, 0);
  return (
    <section className="card" data-open={open}>
      <h2 onClick={() => setOpen(!open)}>{title}</h2>
      {open && <ul>{items.map((item) => <li key={item.id}>{item.label}: {item.price.toFixed(2)}</li>)}</ul>}
      <p>{body()} {total}</p>
      ${imports.map((one) => `<${one} />`).join("\n      ")}
    </section>
  );
}
function body() { return ${JSON.stringify(body)}; }
`;

export const own = (user, round = 0) => component("Own", [], `the app of user ${user}, round ${round}`);

export function app(user) {
  const files = [
    { name: "index.html", content: '<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>' },
    { name: "src/main.tsx", content: 'import { createRoot } from "react-dom/client";\nimport { App } from "./App";\nimport "./index.css";\ncreateRoot(document.getElementById("root")!).render(<App />);\n' },
    { name: "src/App.tsx", content: `import { Part0 } from "./Part0";\nimport { Own } from "./Own";\nexport function App() { return <main id="user-${user}"><Own /><Part0 /></main>; }\n` },
    { name: "src/Own.tsx", content: own(user) },
    { name: "src/index.css", content: `body { margin: 0; --user: ${user}; }\n.card { padding: 8px; }\n` },
  ];
  const parts = FILES - files.length;
  for (let index = 0; index < parts; index++) {
    const imports = [index * 2 + 1, index * 2 + 2].filter((one) => one < parts).map((one) => `Part${one}`);
    files.push({ name: `src/Part${index}.tsx`, content: component(`Part${index}`, imports, `part ${index} `.repeat(20)) });
  }
  return files;
}
