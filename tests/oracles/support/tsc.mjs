// The same files through npm `typescript`, each as if it were alone, for what no bundler does: metadata of decorators.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { folderOf, writeInto } from "./folder.mjs";

const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const OPTIONS = { isolatedModules: true, target: "es2022", module: "esnext", moduleResolution: "bundler", outDir: "out", rootDir: ".", lib: ["es2022", "dom"], types: [], noResolve: true };

/** Answers how to run the case: `{ errors }` or `{ load, files }`. Specifiers must name what is written. */
export async function compile({ files, entry }) {
  const { compilerOptions, ...rest } = JSON.parse(files["tsconfig.json"]);
  const folder = folderOf({ ...files, "package.json": '{"type":"module"}' });
  for (const path of Object.keys(files).filter((path) => path.endsWith(".ts"))) {
    writeInto(folder, { "tsconfig.json": JSON.stringify({ ...rest, files: [path], compilerOptions: { ...compilerOptions, ...OPTIONS } }) });
    // Types that do not fit are no errors here, as they are none for us.
    await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch(({ stdout }) => stdout);
  }
  return { load: () => import(pathToFileURL(join(folder, "out", entry.replace(/\.\w+$/, ".js")))), files: {} };
}
