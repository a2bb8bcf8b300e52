import assert from "node:assert/strict";
import { COUNT, LABEL } from "../support/counter.mjs";
import { browserTest } from "../support/suite.mjs";

/** Presses "Deploy" and waits for the address. */
async function deploy(tab) {
  await tab.page.click("[data-deploy-target=button]");
  await tab.page.waitForSelector('[data-deploy-status="deployed"]', { timeout: 90_000 }).catch(async (cause) => {
    assert.fail(`never deployed: ${await tab.page.textContent("[data-controller=deploy]")} (${cause.message.split("\n")[0]})`);
  });
  return tab.page.getAttribute("[data-deploy-target=link]", "href");
}

browserTest("Deploy: the page that the edge serves works without us, and the next deploy replaces it", async (world) => {
  const tab = await world.openNew("Counter");
  const address = await deploy(tab);
  assert.match(address, new RegExp(`^http://preview-${tab.app}\\.localhost:\\d+$`));
  assert.notEqual(new URL(address).port, String(world.server.port));

  const opened = world.context.waitForEvent("page");
  await tab.page.click("[data-deploy-target=link]");
  const page = await opened;
  page.setDefaultTimeout(30_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.waitForSelector(LABEL).catch(async (cause) => assert.fail(`${page.url()}: ${await page.content()} ${problems} (${cause.message})`));
  await page.click(COUNT);
  await page.waitForFunction((selector) => document.querySelector(selector).textContent.trim() === "1", COUNT);
  assert.doesNotMatch(await page.content(), /@hotframe/);
  assert.deepEqual(problems, []);

  await tab.edit("src/components/Counter.tsx", "You clicked", "Deployed twice");
  await tab.shows(LABEL, "Deployed twice");
  assert.equal(await deploy(tab), address);
  await page.reload();
  await page.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent.trim() === text, [LABEL, "Deployed twice"]);
});

browserTest("Deploy: an app that does not build says so, and what was served stays", async (world) => {
  const tab = await world.openNew("Counter");
  const address = await deploy(tab);
  await tab.edit("src/components/Counter.tsx", "export", "export export");
  await tab.status("error");
  await tab.page.click("[data-deploy-target=button]");
  await tab.page.waitForSelector('[data-deploy-status="failed"]');
  const page = await world.context.newPage();
  await page.goto(address);
  await page.waitForSelector(LABEL);
});
