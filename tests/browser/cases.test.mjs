// Every folder of cases/: the app in it is served, edited step by step, and looked at in Chromium. One alone: make browser CASE='part of its name'
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium } from "./support/chromium.mjs";
import { HotframeHost } from "./support/preview/hotframe_host.mjs";
import { World } from "./support/preview/world.mjs";

const CASES = new URL("cases/", import.meta.url);
const ORACLE = process.env.ORACLE;
/** Cases at once. */
const LANES = Number(process.env.LANES ?? 2);

/** For what is expected not to happen. */
const BRIEF = 2_000;

const shared = {};
before(async () => void (shared.browser = await launchChromium()));
after(() => shared.browser?.close());

async function run(location, definition, Host, expected) {
  const world = new World(shared.browser, location, definition, Host);
  try {
    await world.start();
    await definition.default(world, expected);
    for (const tab of world.tabs) {
      if (!expected.broken) await tab.settled();
      await tab.assertQuiet(expected.errors ?? []);
    }
  } catch (error) {
    if (!definition.patience) console.error(world.report());
    throw error;
  } finally {
    await world.end();
  }
}

const names = readdirSync(CASES).sort();
const definitions = await Promise.all(names.map((name) => import(new URL(`${name}/case.mjs`, CASES))));
const ViteHost = definitions.some(({ vite }) => vite) && (await import("./support/preview/vite_host.mjs")).ViteHost;

describe("cases", { concurrency: LANES }, () => {
  for (const [index, folder] of names.entries()) {
    const name = folder.replaceAll("-", " ");
    const definition = definitions[index];
    const location = fileURLToPath(new URL(`${folder}/`, CASES));
    if (ORACLE !== "vite") test(name, { timeout: 150_000 }, () => run(location, definition, HotframeHost, definition));
    // The same steps and the same expectations. Where Vite does otherwise the case says so, and that this is still so is a test as well.
    if (definition.vite && ORACLE !== "none") {
      const { differs } = definition.vite;
      const asVite = () => run(location, { ...definition, patience: differs && BRIEF }, ViteHost, { ...definition, ...definition.vite });
      const body = differs ? () => assert.rejects(asVite, `Vite no longer differs: ${differs}`) : asVite;
      test(differs ? `Vite differs: ${name}` : `Vite: ${name}`, { timeout: 150_000 }, body);
    }
  }
});
