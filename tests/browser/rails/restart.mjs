import { COUNT, LABEL, TITLE } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

browserTest("a page that was open while the server restarted catches up and keeps its state", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 3);
  await tab.shows(COUNT, "3");
  await tab.mark();

  await world.server.kill();
  await tab.status("offline");
  // What the page missed: another process changes the rows before the server is back.
  const { database } = world.server;
  const text = await database.read(tab.app, COUNTER);
  await database.write(tab.app, COUNTER, text.replace("You clicked", "Meanwhile clicked"));
  await world.server.boot();

  await tab.shows(LABEL, "Meanwhile clicked");
  await tab.status("connected");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();

  // And the line is whole again.
  await tab.edit("src/App.tsx", "Hello, counter", "Hello, survivor");
  await tab.shows(TITLE, "Hello, survivor");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
});

browserTest("what is typed while the server is away is saved when it is back", async (world) => {
  const tab = await world.openNew("Counter");
  await tab.click(COUNT, 2);
  await tab.mark();

  await tab.page.evaluate((path) => window.hotframeEditor.open(path), COUNTER);
  await world.server.kill();
  await tab.status("offline");
  await tab.edit(COUNTER, "You clicked", "Typed offline");
  await world.server.boot();

  await tab.shows(LABEL, "Typed offline");
  await tab.shows(COUNT, "2");
  await tab.assertSamePage();
});
