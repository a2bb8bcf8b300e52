// The same files through Babel with `react-refresh/babel`, bundled by esbuild and run by Node.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "@babel/core";
import { build } from "esbuild";
import { folderOf } from "./folder.mjs";

const plugin = createRequire(import.meta.url)("react-refresh/babel");

/** Runs a case; `$RefreshReg$` and `$RefreshSig$` are global meanwhile. */
export async function run({ files, entry }) {
  const folder = folderOf(files);
  const refresh = {
    name: "refresh",
    setup: (bundler) =>
      bundler.onLoad({ filter: /\.[jt]sx?$/ }, ({ path }) => {
        if (path.includes("node_modules")) return undefined;
        const { code } = transformSync(readFileSync(path, "utf8"), {
          configFile: false,
          babelrc: false,
          filename: path,
          plugins: [[plugin, { skipEnvCheck: true }]],
          parserOpts: { plugins: ["jsx", ...(/tsx?$/.test(path) ? ["typescript"] : [])] },
        });
        return { contents: code, loader: /tsx?$/.test(path) ? "tsx" : "jsx" };
      }),
  };
  await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    outfile: "out.mjs",
    format: "esm",
    keepNames: true,
    jsx: "automatic",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"development"' },
    plugins: [refresh],
  });
  return import(pathToFileURL(join(folder, "out.mjs")));
}
