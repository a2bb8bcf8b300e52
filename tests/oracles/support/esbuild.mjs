// The same files through esbuild: as one bundle, or (for what a bundle changes: temporal dead zones, cycles) file by file, run by Node.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { folderOf, writeInto } from "./folder.mjs";

const DEFINE = { "process.env.NODE_ENV": '"development"', "import.meta.env.DEV": "true", "import.meta.env.MODE": '"development"' };

/** Answers how to run the case: `{ errors }` or `{ load, files }`. */
export async function bundle({ files, entry, define }) {
  const folder = folderOf(files);
  try {
    await build({
      absWorkingDir: folder,
      entryPoints: [entry],
      bundle: true,
      outfile: "out.mjs",
      format: "esm",
      target: "es2022",
      // What functions print is their name in the source.
      keepNames: true,
      loader: { ".js": "jsx", ".svg": "dataurl" },
      jsx: files["tsconfig.json"] ? undefined : "automatic",
      define: { ...DEFINE, ...define },
      alias: { "@": "./src" },
      logLevel: "silent",
      platform: "neutral",
      mainFields: ["browser", "module", "main"],
      conditions: ["browser", "development", "module", "import", "default"],
      // esbuild has no `using` before this.
      supported: { using: false, decorators: false },
    });
  } catch (problem) {
    return { errors: problem.errors?.map(({ text }) => text) ?? [String(problem)] };
  }
  return { load: () => import(pathToFileURL(join(folder, "out.mjs"))), files: {} };
}

/** Types and JSX off each file; Node links them. Specifiers must name files as they are. */
export async function alone({ files, entry }) {
  const folder = folderOf({ "package.json": '{"type":"module"}' });
  for (const [path, text] of Object.entries(files)) {
    const { code } = await transform(text, { loader: path.endsWith(".js") ? "jsx" : path.split(".").pop(), jsx: "automatic", target: "es2022", keepNames: true });
    writeInto(folder, { [path.replace(/\.\w+$/, ".js")]: code });
  }
  return { load: () => import(pathToFileURL(join(folder, entry.replace(/\.\w+$/, ".js")))), files: {} };
}
