import assert from "node:assert/strict";
import { COUNT, TITLE } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

browserTest("an edit of main.tsx runs it again in place", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();

  await tab.edit("src/main.tsx", "<App />", '<App />\n    <p data-testid="below">below</p>');

  await tab.shows("[data-testid=below]", "below");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("an edit of the document is exactly one reload", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();

  await tab.edit("index.html", "<body>", '<body>\n    <p data-testid="above">above</p>');

  await tab.shows("[data-testid=above]", "above");
  await tab.shows(COUNT, "0");
  await tab.status("updated");
  // A second reload would have to come before the next edit's answer.
  await tab.edit("src/App.tsx", "Hello, counter", "Hello again");
  await tab.shows(TITLE, "Hello again");
  assert.equal(tab.loads, 1);

  const reloads = tab.sent.filter(({ action, outcome }) => action === "hmr_success" && outcome === "reloading");
  assert.equal(reloads.length, 1);
  assert.ok(reloads[0].reason, "a reload says why");
});
