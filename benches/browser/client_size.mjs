// client_size.mjs: the size of the browser runtime, minified and compressed, and of the parts that are loaded when they are needed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, sources } from "../../tests/client/load.mjs";

const measure = async (name, entry) => {
  const text = await bundle(`import "./${entry}";`, { minify: true, format: "iife" });
  console.log(`${name.padEnd(28)}${String(text.length).padStart(8)} bytes${String(gzipSync(text, { level: 9 }).length).padStart(8)} gzip`);
};

await measure("runtime", "index");
for (const part of ["problems", "badge", "console"]) if (existsSync(join(sources, part, "index.ts"))) await measure(`  on demand: ${part}`, `${part}/index`);
