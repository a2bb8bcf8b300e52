// Many edits in one tab: it ends with the state it had, and holds no more memory than after the first of them. EDITS=1000 for the whole test.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium } from "./support/chromium.mjs";
import { World } from "./support/preview/world.mjs";

const EDITS = Number(process.env.EDITS || 200);
const SETTLED = 50;
const MOST_GROWTH = 1.1;
async function snapshot(devtools) {
  const chunks = [];
  const take = ({ chunk }) => chunks.push(chunk);
  devtools.on("HeapProfiler.addHeapSnapshotChunk", take);
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  devtools.off("HeapProfiler.addHeapSnapshotChunk", take);
  return JSON.parse(chunks.join(""));
}

/**
 * Everything that is reached, in bytes: strings, objects and closures, and what V8 keeps for itself. That is byte code and machine code, of functions that turn hot
 * and of scripts in case they come again; it thinks better of it only when memory runs short.
 */
function weigh({ snapshot: { meta }, nodes }) {
  const step = meta.node_fields.length;
  const [type, size] = ["type", "self_size"].map((field) => meta.node_fields.indexOf(field));
  const isCode = meta.node_types[type].map((name) => name === "code");
  let [objects, code] = [0, 0];
  for (let at = 0; at < nodes.length; at += step) {
    if (isCode[nodes[at + type]]) code += nodes[at + size];
    else objects += nodes[at + size];
  }
  return { objects, code };
}

let browser;
before(async () => void (browser = await launchChromium()));
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
      return weigh(await snapshot(devtools));
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
    const said = ({ objects, code }) => `${(objects / 1e6).toFixed(2)} MB and ${(code / 1e6).toFixed(2)} MB of V8's code`;
    console.log(`heap after edit ${SETTLED}: ${said(first)}; after edit ${EDITS}: ${said(last)}`);
    assert.ok(last.objects <= first.objects * MOST_GROWTH, `the heap grew from ${first.objects} to ${last.objects} bytes`);
  } catch (error) {
    console.error(world.report().slice(-5_000));
    throw error;
  } finally {
    await world.end();
  }
});
