// One Rails app and one Chromium for all browser tests; for each test a person's own session and apps of its own.
import { after, test } from "node:test";
import { launchChromium } from "./chromium.mjs";
import { RailsServer } from "./server.mjs";
import { Tab } from "./tab.mjs";

const shared = {};

/** Not before a test needs it: none may, when only some are run. */
async function boot() {
  shared.server = await RailsServer.start();
  shared.browser = await launchChromium();
}

after(async () => {
  await shared.browser?.close();
  await shared.server?.stop();
});

/** What one test may use. */
class World {
  server = shared.server;
  tabs = [];
  contexts = [];

  /** A context of one's own, with the cookie of a person who has signed in. Tabs that are opened from now on are theirs. */
  async enter(user = "ada", options = {}) {
    shared.signedIn ??= {};
    this.context = await shared.browser.newContext({ ...options, storageState: shared.signedIn[user] });
    this.contexts.push(this.context);
    if (!shared.signedIn[user]) shared.signedIn[user] = await this.server.signIn(this.context, user);
  }

  /** An app that only this test knows, with the files of an example. */
  newApp(name, owner) {
    return this.server.database.copyApp(name, owner);
  }

  async open(app, options) {
    if (!this.context) await this.enter();
    const tab = await Tab.open(this.context, this.server, app, options).catch(async (error) => {
      for (const page of this.context.pages()) error.message += `\n${page.url()}: ${(await page.innerText("body")).slice(0, 500)}`;
      throw error;
    });
    this.tabs.push(tab);
    return tab;
  }

  async openNew(name) {
    return this.open(await this.newApp(name));
  }

  async report() {
    for (const [i, tab] of this.tabs.entries()) console.error(`--- console of tab ${i + 1} (app ${tab.app})\n${tab.log.join("\n")}`);
    console.error(`--- the server's last words\n${await this.server.log()}`);
  }
}

/** A test in a real browser. When it fails, what the pages and the server said is printed. */
export function browserTest(name, body) {
  test(name, { timeout: 180_000 }, async () => {
    await (shared.booted ??= boot());
    const world = new World();
    try {
      await body(world);
    } catch (error) {
      await world.report();
      throw error;
    } finally {
      for (const context of world.contexts) await context.close();
    }
  });
}
