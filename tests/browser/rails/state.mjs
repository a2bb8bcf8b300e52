import { browserTest } from "../support/suite.mjs";
import { COUNT, LABEL, TITLE } from "../support/counter.mjs";

browserTest("an edited component shows its new text and keeps its count", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.shows(COUNT, "3");
  await tab.mark();

  await tab.edit("src/components/Counter.tsx", "You clicked", "You pressed");

  await tab.shows(LABEL, "You pressed");
  await tab.shows(COUNT, "3");
  await tab.status("updated");
  await tab.assertSamePage();
});

browserTest("an edit above a component keeps the count below it", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit("src/App.tsx", "Hello, counter", "Good day, counter");

  await tab.shows(TITLE, "Good day, counter");
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});

browserTest("typing in the editor reaches the preview", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT);
  await tab.mark();

  await tab.page.click('[data-file="src/components/Counter.tsx"]');
  await tab.page.locator(".cm-line", { hasText: "You clicked" }).click();
  await tab.page.keyboard.press("End");
  await tab.page.keyboard.type(" it, so far");

  await tab.shows(LABEL, "You clicked it, so far");
  await tab.shows(COUNT, "1");
  await tab.status("updated");
  await tab.assertSamePage();
});

browserTest("a shared hook that changes its own hooks remounts its components", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.shows(COUNT, "3");
  await tab.mark();

  const before = "const [on, setOn] = useState(initial);";
  await tab.edit("src/hooks/useToggle.ts", before, `const [flips] = useState(0);\n  void flips;\n  ${before}`);

  await tab.shows(COUNT, "0");
  await tab.assertSamePage();
  await tab.click(COUNT);
  await tab.shows(COUNT, "1");
});
