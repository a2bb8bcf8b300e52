// The same folder, built by us and by Vite.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const root = new URL("../../../", import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
export const binary = process.env.HOTFRAME_PREVIEW ?? join(target, process.env.PROFILE ?? "release-fast", "hotframe-preview");
const run = promisify(execFile);

/** Builds with us; a failure carries what was printed. */
export async function buildOurs(folder, out, nodeModules, more = []) {
  try {
    const { stdout } = await run(binary, ["build", folder, "--out", out, "--node-modules", nodeModules, ...more], { maxBuffer: 1 << 26 });
    return stdout;
  } catch (failure) {
    throw new Error(`our build of ${folder} failed:\n${failure.stdout}${failure.stderr}`);
  }
}

/** Builds with Vite, in this process. */
export async function buildVite(folder, out, options = {}) {
  const { build } = await import("vite");
  await build({ root: folder, logLevel: "silent", ...options, build: { outDir: out, emptyOutDir: true, reportCompressedSize: false, ...options.build } });
}

/** What `@tailwindcss/vite` does, with the packages that it is made of: the classes of all files below the root. */
export async function tailwind(folder) {
  const { compile } = await import("@tailwindcss/node");
  const { Scanner } = await import("@tailwindcss/oxide");
  return {
    name: "tailwind",
    enforce: "pre",
    async transform(css, id) {
      if (!id.endsWith(".css") || !/@import ["']tailwindcss|@theme|@apply/.test(css)) return;
      const compiler = await compile(css, { base: dirname(id), onDependency() {} });
      const root = compiler.root === null ? [{ base: folder, pattern: "**/*", negated: false }] : [];
      const scanner = new Scanner({ sources: [...root, ...compiler.sources] });
      return compiler.build(scanner.scan());
    },
  };
}

/** The text of all stylesheets in a folder. */
export async function stylesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sheets = entries.filter((entry) => entry.name.endsWith(".css")).sort((a, b) => (a.name < b.name ? -1 : 1));
  return (await Promise.all(sheets.map((entry) => readFile(join(entry.parentPath ?? entry.path, entry.name), "utf8")))).join("").trim();
}

/** What `.vite/manifest.json` says of pages and modules, without digests. Each bundler cuts shared chunks, and inlines images of a page, as it likes. */
export async function manifestOf(folder) {
  const manifest = JSON.parse(await readFile(join(folder, ".vite/manifest.json"), "utf8"));
  const plain = (file) => file.replace(/-[\w-]{8}(?=\.\w+$)/, "-HASH");
  const entries = Object.entries(manifest).filter(([key]) => /^[^_].*\.(html|[jt]sx?)$/.test(key));
  return Object.fromEntries(entries.map(([key, { file, src, isEntry, isDynamicEntry, dynamicImports }]) => [key, { file: plain(file), src, isEntry, isDynamicEntry, dynamicImports }]));
}

/** Bytes of scripts and stylesheets in a folder, raw and gzip. */
export async function weigh(folder) {
  const sizes = { js: 0, css: 0, gzip: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const kind = entry.name.match(/\.(js|css)$/)?.[1];
    if (!entry.isFile() || !kind) continue;
    const content = await readFile(join(entry.parentPath ?? entry.path, entry.name));
    sizes[kind] += content.length;
    sizes.gzip += gzipSync(content).length;
  }
  return sizes;
}
