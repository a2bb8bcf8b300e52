// The client's modules for Node: bundled from their TypeScript by esbuild, in memory.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
export const sources = join(here, "../../src/client");

/** Bundles an entry and answers its text. */
export async function bundle(contents, options = {}) {
  const result = await build({
    stdin: { contents, resolveDir: sources, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"development"' },
    ...options,
  });
  return result.outputFiles[0].text;
}

const exported = ["client", "registry", "namespace", "equal", "components", "react/refresh", "react/components", "react/elements", "hot", "walk", "update", "transports/line", "transports/cable", "transports/socket", "transports/parent", "console/serialise", "problems/mappings", "problems/stack", "problems/pointing"];
const text = await bundle(exported.map((name) => `export * from "./${name}";`).join("\n"));
export const modules = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
