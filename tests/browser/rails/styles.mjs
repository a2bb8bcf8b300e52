import { CARD, COUNT } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

browserTest("an edited style sheet changes colours without a reload", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit("src/index.css", "background: var(--ground);", "background: rgb(1, 2, 3);");

  await tab.hasStyle("body", "backgroundColor", "rgb(1, 2, 3)");
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});

browserTest("an edited CSS module changes colours without a reload", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit("src/components/Counter.module.css", "background: var(--surface);", "background: rgb(4, 5, 6);");

  await tab.hasStyle(CARD, "backgroundColor", "rgb(4, 5, 6)");
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});

browserTest("a class that a CSS module gains can be used at once", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit("src/components/Counter.module.css", ".label {", ".loud {\n  color: rgb(7, 8, 9);\n}\n\n.label {");
  await tab.edit("src/components/Counter.tsx", 'className={styles.label} data-testid="label"', 'className={styles.loud} data-testid="label"');

  await tab.hasStyle("[data-testid=label]", "color", "rgb(7, 8, 9)");
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});
