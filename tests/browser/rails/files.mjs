import assert from "node:assert/strict";
import { Cable } from "../support/cable.mjs";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";
const BADGE = "src/components/Badge.tsx";
const BADGE_TEXT = 'import "./Badge.css";\n\nexport function Badge() {\n  return <b data-testid="badge">brand new</b>;\n}\n';

async function addBadge(tab, cable) {
  await cable.perform({ action: "update_file", path: BADGE, content: BADGE_TEXT });
  await cable.perform({ action: "update_file", path: "src/components/Badge.css", content: "b { color: rgb(9, 8, 7); }" });
  await cable.heard({ type: "file_saved", path: "src/components/Badge.css" });
  await tab.edit(COUNTER, "\n\nexport function Counter", '\nimport { Badge } from "./Badge";\n\nexport function Counter');
  await tab.edit(COUNTER, "<div className={styles.actions}>", "<Badge />\n      <div className={styles.actions}>");
}

browserTest("a new file shows as soon as it is imported", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();

  await addBadge(tab, await Cable.connect(tab.page, tab.app));

  await tab.shows("[data-testid=badge]", "brand new");
  await tab.hasStyle("[data-testid=badge]", "color", "rgb(9, 8, 7)");
  await tab.shows(COUNT, "3");
  await tab.edit(BADGE, "brand new", "edited");
  await tab.shows("[data-testid=badge]", "edited");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("a deleted file that is still imported is an error until it is back", async (world) => {
  const tab = await world.openNew("Counter");
  const cable = await Cable.connect(tab.page, tab.app);
  await tab.click(COUNT, 3);
  await tab.mark();
  await addBadge(tab, cable);
  await tab.shows("[data-testid=badge]", "brand new");

  await cable.perform({ action: "delete_file", path: BADGE });
  await tab.overlayShows(/Badge/);
  await tab.shows("[data-testid=badge]", "brand new");
  await cable.perform({ action: "update_file", path: BADGE, content: BADGE_TEXT.replace("brand new", "back") });

  await tab.shows("[data-testid=badge]", "back");
  await tab.overlayGone();
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("a file that nobody imports any more goes quietly, its styles with it", async (world) => {
  const tab = await world.openNew("Counter");
  const cable = await Cable.connect(tab.page, tab.app);
  await tab.click(COUNT, 3);
  await tab.mark();
  await addBadge(tab, cable);
  await tab.hasStyle("[data-testid=badge]", "color", "rgb(9, 8, 7)");

  await tab.edit(COUNTER, "<Badge />\n      ", "<b>plain</b>\n      ");
  await tab.edit(COUNTER, '\nimport { Badge } from "./Badge";', "");
  await cable.perform({ action: "delete_file", path: BADGE }, { action: "delete_file", path: "src/components/Badge.css" });

  await tab.shows("section b", "plain");
  await tab.frame.waitForFunction(() => getComputedStyle(document.querySelector("section b")).color !== "rgb(9, 8, 7)");
  await tab.gone('[data-hotframe-css="src/components/Badge.css"]');
  await tab.shows(COUNT, "3");
  await tab.edit(COUNTER, "You clicked", "Without a badge");
  await tab.shows(LABEL, "Without a badge");
  await tab.assertSamePage();
});

browserTest("a file that is renamed in the editor keeps its text, and what is wrong is marked in it", async (world) => {
  const tab = await world.openNew("Counter");
  const { database } = world.server;
  const text = await database.read(tab.app, COUNTER);
  await tab.page.evaluate((path) => window.hotframeEditor.open(path), COUNTER);
  tab.page.once("dialog", (dialog) => dialog.accept("src/components/Tally.tsx"));
  await tab.page.click('[title="Rename this file"]');

  await tab.page.waitForSelector('[data-file="src/components/Tally.tsx"][aria-current="true"]');
  await tab.status("error"); // it is imported by its old name
  await tab.page.evaluate(() => window.hotframeEditor.open("src/App.tsx"));
  await tab.page.waitForSelector(".cm-lintRange-error");
  await tab.edit("src/App.tsx", "components/Counter", "components/Tally");
  await tab.overlayGone();
  await tab.page.waitForSelector(".cm-lintRange-error", { state: "detached" });
  assert.equal(await database.read(tab.app, "src/components/Tally.tsx"), text);
  assert.deepEqual((await database.paths(tab.app)).filter((path) => path === COUNTER), []);
});
