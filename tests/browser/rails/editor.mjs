// What the editor page does beside saving: ways to a place in the code, its history, its list of files.
import assert from "node:assert/strict";
import { COUNT, LABEL, TITLE } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

/** Waits until the editor shows this file with the cursor in the line that holds the text. */
async function cursorAt(tab, path, text) {
  await tab.page.waitForSelector(`[data-file="${path}"][aria-current="true"]`);
  await tab.page.locator(".cm-activeLine", { hasText: text }).waitFor();
}

browserTest("Alt and a click on an element open its place in the code, also after edits above it", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.frame.click(COUNT, { modifiers: ["Alt"] });
  await cursorAt(tab, COUNTER, "<button");
  await tab.frame.click(TITLE, { modifiers: ["Alt"] });
  await cursorAt(tab, "src/App.tsx", 'data-testid="title"');

  await tab.edit(COUNTER, "export function Counter() {", "const lead = 1;\n\n// A note.\nexport function Counter() {\n  void lead;");
  await tab.edit(COUNTER, "You clicked", "You moved");
  await tab.shows(LABEL, "You moved");
  await tab.page.evaluate(() => window.hotframeEditor.open("src/App.tsx"));
  await tab.frame.click(LABEL, { modifiers: ["Alt"] });
  await cursorAt(tab, COUNTER, 'data-testid="label"');

  // The app has not heard of any of these clicks, and still hears of others.
  await tab.shows(COUNT, "2");
  await tab.click(COUNT);
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("what is undone and redone in the editor is so in the preview", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();
  await tab.edit(COUNTER, "You clicked", "You pressed");
  await tab.shows(LABEL, "You pressed");

  await tab.page.locator(".cm-content").focus();
  await tab.page.keyboard.press("Control+z");
  await tab.shows(LABEL, "You clicked");
  await tab.page.keyboard.press("Control+y");
  await tab.shows(LABEL, "You pressed");

  await tab.shows(COUNT, "3");
  await tab.status("updated");
  assert.match(await world.server.database.read(tab.app, COUNTER), /You pressed/);
  await tab.assertSamePage();
});

browserTest("files are added and deleted in the list", async (world) => {
  const tab = await world.openNew("Counter");
  const { database } = world.server;
  await tab.mark();

  await tab.page.click('[title="New file"]');
  await tab.page.fill(".new-file input", "src/components/Extra.tsx");
  await tab.page.keyboard.press("Enter");
  await tab.page.waitForSelector('[data-file="src/components/Extra.tsx"][aria-current="true"]');
  await tab.edit("src/components/Extra.tsx", "", 'export const Extra = () => <em data-testid="extra">extra</em>;\n');
  await tab.edit("src/App.tsx", "export default", 'import { Extra } from "@/components/Extra";\n\nexport default');
  await tab.edit("src/App.tsx", "<Counter />", "<Counter />\n        <Extra />");
  await tab.shows("[data-testid=extra]", "extra");
  await tab.assertSamePage();

  await tab.edit("src/App.tsx", "\n        <Extra />", "");
  await tab.edit("src/App.tsx", 'import { Extra } from "@/components/Extra";\n', "");
  await tab.gone("[data-testid=extra]");
  await tab.page.click('[data-file="src/components/Extra.tsx"]');
  tab.page.once("dialog", (dialog) => dialog.accept());
  await tab.page.click('[title="Delete this file"]');
  await tab.page.waitForSelector('[data-file="src/components/Extra.tsx"]', { state: "detached" });
  assert.ok(!(await database.paths(tab.app)).includes("src/components/Extra.tsx"));
});
