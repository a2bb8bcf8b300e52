import assert from "node:assert/strict";
import { Cable } from "../support/cable.mjs";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

const COUNTER = "src/components/Counter.tsx";

browserTest("subscribing to an app that the user may not see is rejected", async (world) => {
  const tab = await world.openNew("Counter");
  const foreign = await world.newApp("Counter", "grace");
  const before = await world.server.database.read(foreign, COUNTER);

  const own = await Cable.connect(tab.page, tab.app);
  assert.equal(await own.answer(), "confirm_subscription");

  for (const app of [foreign, 999_999, "", `${foreign} OR 1=1`]) {
    const cable = await Cable.connect(tab.page, app);
    assert.equal(await cable.answer(), "reject_subscription", `app ${app}`);
    await cable.perform({ action: "update_file", path: COUNTER, content: "stolen" }, { action: "sync", from: null, have: {} });
  }

  // The server has worked through all that when it answers this one.
  await own.perform({ action: "hmr_ready", revision: null });
  await own.heard({ type: "connected" });
  assert.equal(await world.server.database.read(foreign, COUNTER), before);
});

browserTest("another person's editor and preview cannot be opened", async (world) => {
  const tab = await world.openNew("Counter");
  const foreign = await world.newApp("Counter", "grace");
  const { port } = world.server;
  const page = await world.context.newPage();

  for (const path of ["", "/preview", "/files/src/App.tsx"]) {
    const answer = await world.context.request.get(`${world.server.url}/apps/${foreign}${path}`);
    assert.equal(answer.status(), 404, path);
  }
  assert.equal((await page.goto(`http://app-${foreign}.localhost:${port}/`)).status(), 403);
  assert.equal((await page.goto(`http://app-${foreign}.localhost:${port}/src/App.tsx`)).status(), 403);
  await tab.shows(COUNT, "0");
});

browserTest("hostile paths are refused, and the server lives on", async (world) => {
  const tab = await world.openNew("Counter");
  const paths = await world.server.database.paths(tab.app);
  const cable = await Cable.connect(tab.page, tab.app);
  const hostile = ["../../etc/passwd", "/etc/passwd", "src/../../x.ts", "src/a\0b.ts", "C:\\x.ts", "src\\..\\..\\x.ts", "", ".", "src//App.tsx", "a/".repeat(3000)];

  for (const [seq, path] of hostile.entries()) {
    await cable.perform({ action: "update_file", path, content: "export {}", seq });
    const { error } = await cable.heard({ type: "error", seq });
    assert.ok(error, `a reason for ${JSON.stringify(path.slice(0, 40))}`);
  }
  await cable.perform({ action: "update_file", path: ["src/App.tsx"], content: "x", seq: 100 }, { action: "update_file", path: COUNTER, content: 5, seq: 101 });
  await cable.heard({ type: "error", seq: 100 });
  await cable.heard({ type: "error", seq: 101 });

  assert.deepEqual(await world.server.database.paths(tab.app), paths);
  assert.ok(world.server.alive);
  await tab.edit(COUNTER, "You clicked", "Still here");
  await tab.shows(LABEL, "Still here");
});
