// "Make the header blue": an editor's session in a real browser, from the words to the colour, state kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../browser/support/chromium.mjs";
import { loadClient, startServer } from "./server.mjs";

const header = (colour) => `import { useState } from "react";
export function Header() {
  const [count, setCount] = useState(0);
  return <header style={{ color: "${colour}" }} onClick={() => setCount(count + 1)}>Clicked {count} times</header>;
}
`;
const files = [
  { fileName: "src/frontend/App.tsx", content: 'import { Header } from "./Header";\nexport default function App() { return <Header />; }\n' },
  { fileName: "src/frontend/Header.tsx", content: header("black") },
];

test("make the header blue", async (t) => {
  for (const mode of [[], ["--preview-host", "localhost"]]) {
    await t.test(mode.length ? "on a host of its own" : "on a path", async () => {
      const [server, { HotReloadService, ChangeDetectionService }, browser] = await Promise.all([startServer(...mode), loadClient(), launchChromium()]);
      try {
        const hot = new HotReloadService({ baseUrl: server.baseUrl });
        const session = await hot.createPreviewSession("project", files, { dependencies: { react: "^19", "react-dom": "^19" } });
        const page = await browser.newPage();
        const loads = [];
        page.on("framenavigated", (frame) => loads.push(frame.url()));
        await page.goto(session.previewUrl);
        await page.getByText("Clicked 0 times").click();
        await page.getByText("Clicked 1 times").waitFor();

        const change = { "src/frontend/Header.tsx": header("rgb(0, 0, 255)") };
        const old = Object.fromEntries(files.map(({ fileName, content }) => [fileName, content]));
        const analysis = await new ChangeDetectionService(hot).analyze("project", old, { ...old, ...change });
        assert.equal(analysis.strategy, "preview-update");
        const started = performance.now();
        await hot.updatePreviewFiles("project", analysis.changes.map(({ fileName, newContent }) => ({ fileName, content: newContent })));
        await page.waitForFunction(() => getComputedStyle(document.querySelector("header")).color === "rgb(0, 0, 255)");
        console.log(`words to colour: ${(performance.now() - started).toFixed(0)} ms`);
        assert.equal(await page.textContent("header"), "Clicked 1 times", "its state is kept");
        assert.equal(loads.length, 1, "the page was not loaded again");
      } finally {
        await browser.close();
        await server.stop();
      }
    });
  }
});
