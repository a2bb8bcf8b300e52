// serve_vite.mjs VERSION FOLDER: npm Vite's dev server over a folder, in a process of its own as people run it. Prints its address.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./apps.mjs";

const [version, folder] = process.argv.slice(2);
// Tailwind finds an app's sources from here.
process.chdir(folder);
const packages = join(ROOT, version === "8" ? "tests" : "tests/previous", "node_modules");
const load = async (path) => import(pathToFileURL(join(packages, path)));
const { createServer } = await load("vite/dist/node/index.js");
const plugin = await load(version === "8" ? "@vitejs/plugin-react/dist/index.js" : "@vitejs/plugin-react/dist/index.cjs");
// One is CommonJS.
const react = plugin.default.default ?? plugin.default;

// The app's own PostCSS configuration may name plugins that nobody else has; Tailwind is what is compared.
async function tailwind() {
  const config = ["tailwind.config.ts", "tailwind.config.js"].map((name) => join(folder, name)).find(existsSync);
  if (!config) return [];
  const { default: plugin } = await import(pathToFileURL(createRequire(join(folder, "package.json")).resolve("tailwindcss")));
  return [plugin({ config })];
}

const server = await createServer({
  root: folder,
  configFile: false,
  cacheDir: join(folder, ".vite"),
  logLevel: "error",
  plugins: [react()],
  css: { postcss: { plugins: await tailwind() } },
  resolve: { alias: { "@": join(folder, "src") } },
  server: { port: 0, host: "127.0.0.1", fs: { strict: false } },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.on("SIGTERM", () => server.close().then(() => process.exit(0)));
