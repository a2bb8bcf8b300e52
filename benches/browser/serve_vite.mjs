// serve_vite.mjs VERSION FOLDER: npm Vite's dev server over a folder, in a process of its own as people run it. Prints its address.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./apps.mjs";

const [version, folder] = process.argv.slice(2);
const require = createRequire(join(ROOT, version === "8" ? "tests" : "tests/previous", "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { createServer } = await load("vite");
const { default: react } = await load("@vitejs/plugin-react");

// The app's own PostCSS configuration may name plugins that only its Vite needs; Tailwind is what is compared.
const own = createRequire(join(folder, "package.json"));
const tests = createRequire(join(ROOT, "tests/package.json"));
const tailwind = async () => {
  const config = ["tailwind.config.ts", "tailwind.config.js"].map((name) => join(folder, name)).find((path) => own("node:fs").existsSync(path));
  if (!config) return [];
  const find = (name, otherwise) => {
    try {
      return own.resolve(name);
    } catch {
      return tests.resolve(otherwise);
    }
  };
  const { default: plugin } = await import(pathToFileURL(find("tailwindcss", "tailwindcss3")));
  return [plugin({ config })];
};

const server = await createServer({
  root: folder,
  configFile: false,
  cacheDir: join(folder, ".vite"),
  logLevel: "error",
  plugins: [react()],
  css: { postcss: { plugins: await tailwind() } },
  resolve: { alias: { "@": join(folder, "src") } },
  server: { port: 0, host: "127.0.0.1", fs: { strict: false }, ...(version === "5" && { preTransformRequests: true }) },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.on("SIGTERM", () => server.close().then(() => process.exit(0)));
