// node tests/apps/compare.mjs FOLDER [ROUTE...]: opens any Vite app by us and by its own Vite, and says what differs.
import { resolve } from "node:path";
import { launchChromium } from "../browser/support/chromium.mjs";
import { differences } from "./support/compare.mjs";
import { look } from "./support/look.mjs";
import { hotframe, vite } from "./support/server.mjs";

const [folder, ...routes] = process.argv.slice(2);
const [ours, theirs, browser] = await Promise.all([hotframe(resolve(folder)), vite(resolve(folder)), launchChromium()]);
let failed = false;
try {
  for (const route of routes.length ? routes : ["/"]) {
    const a = await look(browser, ours.url + route);
    const b = await look(browser, theirs.url + route);
    const found = differences(a, b);
    failed ||= found.length > 0;
    console.log(`${route}: ${a.styles.length} elements, ${found.length} differences; first content after ${Math.round(a.milliseconds)} ms, Vite ${Math.round(b.milliseconds)} ms`);
    for (const line of found.slice(0, 20)) console.log(`  ${line}`);
    for (const [who, { problems }] of [["ours", a], ["vite", b]]) for (const problem of problems.slice(0, 5)) console.log(`  ${who} ${problem.slice(0, 600)}`);
  }
} catch (problem) {
  failed = true;
  console.log(problem.message);
} finally {
  console.log(ours.log().slice(0, 6000));
  await Promise.all([ours.stop(), theirs.stop(), browser.close()]);
}
process.exitCode = failed ? 1 : 0;
