import assert from "node:assert/strict";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

browserTest("two tabs on one app both update, each with its own state", async (world) => {
  const first = await world.openNew("Counter");
  const second = await world.open(first.app);
  await first.click(COUNT, 1);
  await second.click(COUNT, 2);
  await first.mark();
  await second.mark();

  await first.edit(COUNTER, "You clicked", "Both clicked");

  await first.shows(LABEL, "Both clicked");
  await second.shows(LABEL, "Both clicked");
  await first.shows(COUNT, "1");
  await second.shows(COUNT, "2");
  await first.assertSamePage();
  await second.assertSamePage();

  // And back: the second tab's editor has taken the text over.
  await second.edit(COUNTER, "Both clicked", "Second clicked");
  await first.shows(LABEL, "Second clicked");
  await second.shows(LABEL, "Second clicked");
});

browserTest("two people on one app see each other's edits, in the preview and in the code", async (world) => {
  const app = await world.newApp("Counter", "team");
  await world.enter("ada");
  const ada = await world.open(app);
  await world.enter("grace");
  const grace = await world.open(app);
  await ada.click(COUNT, 1);
  await grace.click(COUNT, 2);
  for (const tab of [ada, grace]) {
    await tab.mark();
    await tab.page.evaluate((path) => window.hotframeEditor.open(path), COUNTER);
  }

  await ada.edit(COUNTER, "You clicked", "Ada clicked");
  await grace.shows(LABEL, "Ada clicked");
  await grace.page.locator(".cm-line", { hasText: "Ada clicked" }).waitFor();
  await grace.edit(COUNTER, "times so far", "times by now");

  await ada.page.locator(".cm-line", { hasText: "times by now" }).waitFor();
  await ada.shows("[data-testid=count] + p", "times by now");
  await ada.shows(LABEL, "Ada clicked");
  await ada.shows(COUNT, "1");
  await grace.shows(COUNT, "2");
  await ada.assertSamePage();
  await grace.assertSamePage();
});

browserTest("two apps do not see each other's messages", async (world) => {
  const mine = await world.openNew("Counter");
  const other = await world.openNew("Counter");
  await other.mark();

  await mine.edit(COUNTER, "You clicked", "Only mine");
  await mine.shows(LABEL, "Only mine");
  await other.edit("src/App.tsx", "Hello, counter", "Only the other");
  await other.shows("[data-testid=title]", "Only the other");

  await other.shows(LABEL, "You clicked");
  await other.assertSamePage();
  assert.ok(other.received.length > 0);
  for (const tab of [mine, other]) {
    assert.deepEqual([...new Set(tab.received.map(({ app }) => app))], [String(tab.app)], "only messages of the own app");
  }
  assert.doesNotMatch(JSON.stringify(other.received), /Only mine/);
  assert.doesNotMatch(JSON.stringify(mine.received), /Only the other/);
});
