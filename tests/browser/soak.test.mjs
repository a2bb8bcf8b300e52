// Many edits in one tab: it ends with the state it had, and holds no more memory than after the first of them. EDITS=1000 for the whole test.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium } from "./support/chromium.mjs";
import { World } from "./support/preview/world.mjs";

const EDITS = Number(process.env.EDITS || 200);
const SETTLED = 50;
const MOST_GROWTH = 1.1;
/**
 * What V8 keeps for itself is not the page's: texts of scripts in case they come again, and machine code of functions that turn hot. Heap snapshots
 * 200 edits apart differ in such code alone, in no object, string or closure. `V8=as-it-is` leaves it in.
 */
const V8 = process.env.V8 ? [] : ["--js-flags=--no-compilation-cache --no-sparkplug --no-maglev --no-turbofan"];

let browser;
before(async () => void (browser = await launchChromium(...V8)));
after(() => browser?.close());

test(`${EDITS} edits in one tab cost no memory, no reload and no state`, { timeout: 600_000 }, async () => {
  const world = new World(browser, fileURLToPath(new URL("soak/", import.meta.url)), {});
  try {
    await world.start();
    const page = await world.open();
    await page.click("#count");
    const devtools = await page.page.context().newCDPSession(page.page);
    const heap = async () => {
      // Twice: finalizers of the first round free what the second finds.
      for (let round = 0; round < 2; round++) await devtools.send("HeapProfiler.collectGarbage");
      return (await devtools.send("Runtime.getHeapUsage")).usedSize;
    };
    let first;
    for (let edit = 1; edit <= EDITS; edit++) {
      await world.edit("src/App.tsx", `edit ${edit - 1}<`, `edit ${edit}<`);
      if (edit % 3 === 0) await world.edit("src/Rows.tsx", `edit ${edit - 3}<`, `edit ${edit}<`);
      if (edit % 5 === 0) await world.edit("src/app.css", `width: ${edit - 5}px`, `width: ${edit}px`);
      await page.shows("#title", `edit ${edit}`);
      if (edit === SETTLED) first = await heap();
    }
    await page.settled();
    await page.shows({ "#count": "1", "#rows li": `row 0 in edit ${EDITS - (EDITS % 3)}` });
    await page.assertQuiet([]);
    const last = await heap();
    console.log(`heap after edit ${SETTLED}: ${(first / 1e6).toFixed(2)} MB, after edit ${EDITS}: ${(last / 1e6).toFixed(2)} MB`);
    assert.ok(last <= first * MOST_GROWTH, `the heap grew from ${first} to ${last} bytes`);
  } catch (error) {
    console.error(world.report().slice(-5_000));
    throw error;
  } finally {
    await world.end();
  }
});
