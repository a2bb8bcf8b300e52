// Developer tools find the stylesheet that a rule was written in.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import { launchChromium } from "./support/chromium.mjs";
import { HotframeHost } from "./support/preview/hotframe_host.mjs";
import { PACKAGES } from "./support/preview/packages.mjs";

const FILES = {
  "index.html": `<!doctype html><html><body><b id="b">b</b><script type="module" src="/src/main.ts"></script></body></html>`,
  "src/main.ts": `import "./app.css"; import "./deep.scss";`,
  "src/app.css": `@import "./parts/colours.css" screen;\n:root {\n  --many: a\n    b;\n}\n\n/* a comment */\n#b   { margin: 1px }\n`,
  "src/parts/colours.css": `.x { color: red }\n\n\n  #b { color: rgb(1, 2, 3) }\n`,
  "src/deep.scss": `$size: 2px;\n#b { b { padding: $size } padding: $size }\n`,
};

test("the rule of an element leads to its file, line and column", { timeout: 120_000 }, async () => {
  const path = mkdtempSync(join(tmpdir(), "hotframe-style-maps-"));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  const host = new HotframeHost({ path }, PACKAGES.current);
  const browser = await launchChromium();
  try {
    await host.start();
    const page = await browser.newPage();
    const tools = await page.context().newCDPSession(page);
    const headers = new Map();
    tools.on("CSS.styleSheetAdded", ({ header }) => headers.set(header.styleSheetId, header));
    await tools.send("DOM.enable");
    await tools.send("CSS.enable");
    await page.goto(host.url);
    await page.waitForFunction(() => getComputedStyle(document.querySelector("#b")).padding === "2px");
    const { root } = await tools.send("DOM.getDocument");
    const { nodeId } = await tools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#b" });
    const { matchedCSSRules } = await tools.send("CSS.getMatchedStylesForNode", { nodeId });
    const places = {};
    for (const { rule } of matchedCSSRules.filter(({ rule }) => rule.origin === "regular")) {
      const { sourceMapURL } = headers.get(rule.styleSheetId);
      assert.ok(sourceMapURL, "the stylesheet names no map");
      const map = new TraceMap(await (await fetch(new URL(sourceMapURL, host.url))).json());
      const { startLine, startColumn } = rule.selectorList.selectors[0].range;
      const { source, line, column } = originalPositionFor(map, { line: startLine + 1, column: startColumn });
      const property = rule.style.cssProperties.find(({ name }) => ["color", "margin", "padding"].includes(name));
      places[property.name] = `${source}:${line}:${column}`;
      assert.ok(map.sourcesContent.every((text) => text?.length));
    }
    assert.deepEqual(places, { color: "src/parts/colours.css:4:2", margin: "src/app.css:8:0", padding: places.padding });
    assert.match(places.padding, /^src\/deep\.scss\?compiled:\d+:\d+$/, "Sass has no map: what it made is shown");
  } finally {
    await browser.close();
    await host.stop();
    rmSync(path, { recursive: true, force: true });
  }
});
