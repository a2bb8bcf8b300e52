// Images as components: what React prints of ours, and of vite-plugin-svgr's.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import svgr from "vite-plugin-svgr";
import { folderOf } from "./support/folder.mjs";
import { appOf, compileAll, problemsOf, run } from "./support/ours.mjs";

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));

const IMAGES = {
  "arrow-left": '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke-width="2"><path d="m12 19-7-7" stroke-linecap="round"/></svg>',
  exported: `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Sketch -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:space="preserve" x='0px'>
  <title>A &amp; B</title>
  <defs><linearGradient id="g"><stop offset="0" stop-color="#fff" stop-opacity=".5"/></linearGradient></defs>
  <g fill-rule="evenodd" class="a b" style="fill:url(#g);stroke-width: 2px; --tone: red">
    <use xlink:href="#g" data-kind="x" aria-label="l"></use>
    <text>a<tspan>b</tspan> c &#x2192;</text>
  </g>
</svg>`,
};

/** What each prints for the props that a button would give it. */
const PROPS = { className: "icon", width: 12, "aria-hidden": true };
const main = (imports) => `import { createElement } from "react"; import { renderToStaticMarkup } from "react-dom/server.browser";
${imports} export const html = renderToStaticMarkup(createElement(Image, ${JSON.stringify(PROPS)})); export { address };`;

const FORMS = {
  "?react": 'import Image from "./image.svg?react"; const address = null;',
  "the name ReactComponent, in quotes": 'import { ReactComponent as Image } from "./image.svg?react"; const address = null;',
  "ReactComponent beside the address": 'import address, { ReactComponent as Image } from "./image.svg";',
};
const CONFIGS = {
  plain: 'import svgr from "vite-plugin-svgr"; export default { plugins: [svgr()] }',
  all: 'import svgr from "vite-plugin-svgr"; export default { plugins: [svgr({ include: "**/*.svg", svgrOptions: { icon: true } })] }',
};

async function theirs(image, options) {
  const folder = folderOf({ "image.svg": image, "package.json": '{"type":"module"}' });
  const plugin = svgr({ include: "**/*.svg*", ...options });
  const { code } = await (plugin.load.handler ?? plugin.load).call({ meta: {} }, join(folder, "image.svg?react"));
  writeFileSync(join(folder, "Image.jsx"), code);
  writeFileSync(join(folder, "main.jsx"), main('import Image from "./Image.jsx"; const address = null;'));
  await esbuild.build({ entryPoints: [join(folder, "main.jsx")], bundle: true, format: "esm", outfile: join(folder, "out.mjs"), nodePaths: [packages], jsx: "automatic", logLevel: "silent" });
  return (await import(pathToFileURL(join(folder, "out.mjs")))).html;
}

const questions = [
  ...Object.keys(IMAGES).flatMap((name) => Object.entries(FORMS).map(([form, imports]) => ({ name, form, imports, config: CONFIGS.plain }))),
  { name: "exported", form: "every image", imports: 'import Image from "./image.svg"; import address from "./image.svg?url";', config: CONFIGS.all, options: { svgrOptions: { icon: true } } },
];
const answers = await compileAll(
  questions.map(({ name, imports, config }) => appOf({ files: { "main.js": main(imports), "image.svg": IMAGES[name], "vite.config.js": config }, entry: "main.js", options: {} })),
);

for (const [index, { name, form, options }] of questions.entries()) {
  test(`${name}: ${form}`, async () => {
    assert.deepEqual(problemsOf(answers[index]), []);
    const { html, address } = await run(answers[index], "main.js");
    assert.equal(html, await theirs(IMAGES[name], options));
    assert.match(html, /^<svg .*class="icon"/);
    if (form.includes("address") || form === "every image") assert.match(address, /^\/@hotframe\/asset\/\w+\/image\.svg$/);
  });
}

test("what is no image is a problem with its place", async () => {
  const [answer] = await compileAll([appOf({ files: { "main.js": 'import X from "./x.svg?react"; console.log(X)', "x.svg": "<svg>\n<g></p></svg>" }, entry: "main.js", options: {} })]);
  assert.deepEqual(
    problemsOf(answer).map(({ code, file, line, column }) => ({ code, file, line, column })),
    [{ code: "svg", file: "x.svg", line: 2, column: 4 }],
  );
});
