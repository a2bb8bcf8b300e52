// The same files through a build of npm Vite, for what is Vite's own: import.meta.glob, import.meta.env, queries, workers; and of its plugin svgr.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderOf, writeInto } from "./folder.mjs";

/** Answers how to run the case: `{ errors }` or `{ load, files }`. */
export async function bundle({ files, entry, env = {}, define }) {
  // Vite takes DEV and PROD from here, not from its mode.
  process.env.NODE_ENV = "development";
  const { build } = await import("vite");
  const { default: svgr } = await import("vite-plugin-svgr");
  const folder = folderOf(files);
  writeFileSync(join(folder, ".env"), Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join(""));
  let output;
  try {
    ({ output } = await build({
      root: folder,
      configFile: false,
      mode: "development",
      logLevel: "silent",
      define,
      plugins: [svgr()],
      resolve: { alias: { "@": join(folder, "src") } },
      build: {
        write: false,
        minify: false,
        modulePreload: false,
        assetsInlineLimit: 0,
        target: "es2022",
        rolldownOptions: { input: join(folder, entry), preserveEntrySignatures: "strict", output: { format: "es", entryFileNames: "entry.js", keepNames: true } },
      },
    }));
  } catch (problem) {
    return { errors: [problem.message] };
  }
  const made = Object.fromEntries(output.map((file) => [file.fileName, Buffer.from(file.type === "chunk" ? file.code : file.source)]));
  writeInto(folder, { "out/package.json": '{"type":"module"}' });
  writeInto(join(folder, "out"), made);
  return { load: () => import(pathToFileURL(join(folder, "out/entry.js"))), files: Object.fromEntries(Object.entries(made).map(([path, body]) => [`/${path}`, body])) };
}
