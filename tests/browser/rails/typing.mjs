import assert from "node:assert/strict";
import { Cable } from "../support/cable.mjs";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

browserTest("ten fast edits end at the last text", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();

  await tab.page.evaluate(async (path) => {
    const editor = window.hotframeEditor;
    await editor.open(path);
    const text = editor.content();
    for (let i = 1; i <= 10; i++) {
      editor.setContent(text.replace("You clicked", `Edit ${i}`));
      await new Promise(requestAnimationFrame);
    }
  }, COUNTER);

  await tab.shows(LABEL, "Edit 10");
  await tab.status("updated");
  await tab.shows(LABEL, "Edit 10");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  assert.match(await world.server.database.read(tab.app, COUNTER), /Edit 10/);
});

browserTest("ten writes in one breath end at the last, though the cable may swap them", async (world) => {
  const tab = await world.openNew("Counter");
  const cable = await Cable.connect(tab.page, tab.app);
  const text = await world.server.database.read(tab.app, COUNTER);
  await tab.click(COUNT, 3);
  await tab.mark();

  const writes = Array.from({ length: 10 }, (_, i) => ({
    action: "update_file",
    path: COUNTER,
    content: text.replace("You clicked", `Write ${i + 1}`),
    seq: i + 1,
  }));
  await cable.perform(...writes);

  await cable.heard({ type: "file_saved", seq: 10 });
  await tab.shows(LABEL, "Write 10");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  assert.match(await world.server.database.read(tab.app, COUNTER), /Write 10/);
});
