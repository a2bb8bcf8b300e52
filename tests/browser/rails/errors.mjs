import assert from "node:assert/strict";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

browserTest("a syntax error is shown over the old page, and its mending keeps the state", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.mark();

  await tab.edit(COUNTER, "const [count, setCount] = useState(0);", "const [count, setCount = useState(0);");

  await tab.overlayShows(/src\/components\/Counter\.tsx:7:\d+/);
  const frame = await tab.overlay.locator("pre.frame").first().textContent();
  assert.match(frame, /7 .*const \[count, setCount = useState\(0\);/, "the code frame shows the line");
  assert.match(frame, /\^|─|▲|┬/, "and points into it");
  await tab.status("error");
  assert.ok(await tab.frame.isVisible(COUNT), "the old page is still there");
  assert.equal(await tab.text(COUNT), "3");

  await tab.edit(COUNTER, "const [count, setCount = useState(0);", "const [count, setCount] = useState(0);");

  await tab.overlayGone();
  await tab.status("updated");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("an error mended with another text shows that text", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit(COUNTER, "You clicked", "You <clicked");
  await tab.overlayShows(/Counter\.tsx:\d+:\d+/);
  await tab.edit(COUNTER, "You <clicked", "You mended");

  await tab.shows(LABEL, "You mended");
  await tab.overlayGone();
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});

browserTest("a page that is opened on a broken app shows why, and starts with the mending", async (world) => {
  const app = await world.newApp("Counter");
  const whole = await world.server.database.read(app, COUNTER);
  await world.server.database.write(app, COUNTER, whole.replace("return (", "return ((("));

  const tab = await world.open(app, { broken: true });
  await tab.overlayShows(/Counter\.tsx:\d+:\d+/);
  await tab.edit(COUNTER, "return (((", "return (");

  await tab.shows(COUNT, "0");
  await tab.overlayGone();
});

browserTest("an import of nothing is an error of the app, not of the server", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.edit(COUNTER, 'from "react";', 'from "react";\nimport { nothing } from "./Nothing";\nvoid nothing;');
  await tab.overlayShows(/Nothing/);
  await tab.edit(COUNTER, '\nimport { nothing } from "./Nothing";\nvoid nothing;', "");

  await tab.overlayGone();
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});
