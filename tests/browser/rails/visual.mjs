import assert from "node:assert/strict";
import { browserTest } from "../support/suite.mjs";
import { Visual } from "../support/visual.mjs";

const PAGE = "src/puck/Page.tsx";
const COUNT = "[data-testid=count]";
const PATIENCE = 30_000;
const WIDE = { viewport: { width: 1600, height: 1000 } };

/** The landing page in its editor, with three seats on the stepper of its preview. */
async function drawing(world) {
  await world.enter("ada", WIDE);
  const tab = await world.openNew("Landing");
  // Puck is large, and machines that test are busy.
  tab.page.setDefaultTimeout(PATIENCE);
  const visual = await Visual.open(tab);
  await tab.click("[aria-label=More]", 3);
  await tab.shows(COUNT, "3");
  await tab.mark();
  return { tab, visual };
}

/** Waits until the row of the page holds this text. */
async function saved(world, tab, text) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const page = await world.server.database.read(tab.app, PAGE);
    if (page.includes(text)) return page;
    if (Date.now() > deadline) assert.fail(`${PAGE} should hold ${text}:\n${page}`);
  }
}

browserTest("a Hero is dragged in and its title edited in place: live in the preview, in the file, and there after a reload", async (world) => {
  const { tab, visual } = await drawing(world);

  await visual.dragAbove("Hero", visual.component("Features"));
  await tab.shows("h1", "A headline that says what you do");
  await visual.retype(visual.component("Hero").locator("h1"), "Fly {with} </us> & \"them\"");
  await tab.shows("h1", "Fly {with} </us> & \"them\"");

  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  const page = await saved(world, tab, 'title={"Fly {with} <\\/us> & \\"them\\""}');
  assert.match(page, /import \{ Hero \} from ".\/components\/Hero";/);
  assert.ok((await world.server.database.paths(tab.app)).includes("src/puck/components/Hero.tsx"));

  await tab.page.close();
  const again = await world.open(tab.app);
  await again.shows("h1", "Fly {with} </us> & \"them\"");
  again.page.setDefaultTimeout(PATIENCE);
  const reopened = await Visual.open(again);
  await reopened.component("Hero").getByText("Fly {with}").waitFor();
});

browserTest("what is undone in the visual editor is undone in the preview", async (world) => {
  const { tab, visual } = await drawing(world);
  await visual.dragAbove("Hero", visual.component("Features"));
  await tab.shows("h1", "A headline that says what you do");

  await visual.frame.locator("button[title=undo]").click();

  await tab.gone("h1");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  assert.doesNotMatch(await world.server.database.read(tab.app, PAGE), /Hero/);
});

browserTest("what is published is saved first, then deployed", async (world) => {
  const { tab, visual } = await drawing(world);
  await visual.retype(visual.component("Navigation").getByText("Orbit"), "Nova");
  const deployed = tab.page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith(`/apps/${tab.app}/deployments`));
  await visual.frame.getByText("Publish", { exact: true }).filter({ visible: true }).first().click();

  await deployed;
  assert.match(await world.server.database.read(tab.app, PAGE), /brand=\{"Nova"\}/);
});

browserTest("an edit of the code shows in the visual editor, and the next drawing keeps it", async (world) => {
  const { tab, visual } = await drawing(world);

  await tab.edit(PAGE, '"Built for small teams"', '"Written by hand"');
  await visual.component("Features").getByText("Written by hand").waitFor();
  await visual.retype(visual.component("Navigation").getByText("Orbit"), "Nova");

  await tab.frame.waitForSelector('text="Nova"');
  await tab.shows("h2", "Written by hand");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  assert.equal(await visual.notice(), null);
});

browserTest("code that cannot be drawn is said, and drawing over it is somebody's decision", async (world) => {
  const { tab, visual } = await drawing(world);

  await tab.edit(PAGE, '"Built for small teams"', '["Built", "by", "code"].join(" ")');
  await tab.shows("h2", "Built by code");
  await visual.noticed(/code holds more than can be drawn.*Page\.tsx:\d+/);
  await visual.retype(visual.component("Navigation").getByText("Orbit"), "Nova");
  await visual.noticed(/code was edited meanwhile/);
  assert.match(await world.server.database.read(tab.app, PAGE), /"by", "code"/);
  await tab.page.getByText("Keep mine").click();

  await tab.frame.waitForSelector('text="Nova"');
  await tab.shows("h2", "Built for small teams");
  assert.equal(await visual.notice(), null);
});

browserTest("a component that an AI registers is in the sidebar without a reload, and works on the page", async (world) => {
  const { tab, visual } = await drawing(world);
  await visual.frame.locator("body").evaluate(() => (window.browserTestMark = true));

  const answer = await visual.register({
    name: "Shout",
    fields: { text: { type: "text", contentEditable: true } },
    default_props: { text: "hello" },
    source: 'export function Shout({ text }: { text?: string }) {\n  return <p data-testid="shout" className="text-center uppercase tracking-[0.37em]">{text}!</p>;\n}\n',
  });
  assert.equal(answer.status, 201);
  await visual.block("Shout").waitFor();
  await visual.dragAbove("Shout", visual.component("Features"));

  await tab.shows("[data-testid=shout]", "hello!");
  await tab.hasStyle("[data-testid=shout]", "textTransform", "uppercase");
  await tab.shows(COUNT, "3");
  await tab.assertSamePage();
  assert.equal(await visual.frame.locator("body").evaluate(() => window.browserTestMark), true, "the visual editor loaded again");

  // Its code is a file like any other: an edit reaches both.
  await tab.edit("src/components/Shout.tsx", "{text}!", "{text}?");
  await tab.shows("[data-testid=shout]", "hello?");
  await visual.component("Shout").getByText("?").waitFor();
});

browserTest("what is registered must compile, and be a component", async (world) => {
  const { tab, visual } = await drawing(world);
  const component = { name: "Odd", fields: {}, source: "export function Odd() { return null }" };
  for (const wrong of [{ name: "odd name" }, { name: "constructor" }, { fields: { a: { type: 7 } } }, { source: "export function Odd( {" }]) {
    const { status, error } = await visual.register({ ...component, ...wrong });
    assert.equal(status, 422, JSON.stringify(wrong));
    assert.ok(error);
  }
  assert.ok(!(await world.server.database.paths(tab.app)).includes("src/components/Odd.tsx"));
});
