// The example apps, built by us and by the Vite 8 of the tests: what that needs to be told of each, and the pages that are looked at.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildOurs, buildVite, tailwind } from "./build.mjs";

const examples = fileURLToPath(new URL("../../../examples", import.meta.url));

export const APPS = {
  counter: ["/"],
  shop: ["/", "/products/reading-lamp"],
  dashboard: ["/", "/customers", "/orders", "/schedule", "/team", "/reports", "/settings", "/auth"],
  studio: ["/", "/episodes", "/notes", "/publish"],
  classic: ["/"],
};

const jsxInJs = {
  name: "jsx-in-js",
  enforce: "pre",
  transform: async (code, id) => (/\/src\/.*\.js$/.test(id) ? (await import("vite")).transformWithOxc(code, id, { lang: "jsx", jsx: { runtime: "automatic", development: false } }) : null),
};

/** What stands in an app's own configuration, for a Vite that is newer than the app's. */
const SETTINGS = {
  studio: async (folder) => ({ plugins: [await tailwind(folder)], define: { __BUILD_LABEL__: '"spring edition"' } }),
  classic: async (folder) => ({
    plugins: [jsxInJs],
    resolve: { alias: [{ find: "components", replacement: join(folder, "src/components") }] },
    define: { __VERSION__: JSON.stringify(JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version), "process.env.PUBLIC_URL": '""' },
    css: { preprocessorOptions: { scss: { additionalData: '@use "sass:math";\n' } } },
  }),
};

/** The folder of an app, and where its packages are. */
export function placeOf(app) {
  const folder = join(examples, "apps", app);
  const own = join(folder, "node_modules");
  return { folder, nodeModules: existsSync(own) ? own : join(examples, "node_modules") };
}

/** Builds an app with us. */
export const oursOf = (app, out, more = []) => buildOurs(placeOf(app).folder, out, placeOf(app).nodeModules, more);

/** Builds an app with Vite 8: `node apps.mjs APP OUT` in a process of its own, since Tailwind 3 looks for its configuration where it runs. */
export const viteOf = (app, out) => promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), app, out], { cwd: placeOf(app).folder, maxBuffer: 1 << 26 });

async function build(app, out) {
  const { folder } = placeOf(app);
  const { default: react } = await import("@vitejs/plugin-react");
  const { plugins = [], ...settings } = (await SETTINGS[app]?.(folder)) ?? {};
  const shared = { configFile: false, worker: { format: "es" }, resolve: { alias: { "@": join(folder, "src") } } };
  await buildVite(folder, out, { ...shared, plugins: [react(), ...plugins], ...settings });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(process.argv[2], process.argv[3]);
