// The complete apps of examples/apps, opened in Chromium by us and by the Vite that each app installs: the same text, and the same computed style of
// every visible element, on every route.
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../browser/support/chromium.mjs";
import { allowed } from "./support/allowed.mjs";
import { differences } from "./support/compare.mjs";
import { look } from "./support/look.mjs";
import { hotframe, vite } from "./support/server.mjs";

const APPS = {
  dashboard: ["/", "/customers", "/orders", "/schedule", "/team", "/reports", "/settings", "/auth"],
  studio: ["/", "/episodes", "/notes", "/publish"],
  classic: ["/"],
};

for (const [app, routes] of Object.entries(APPS)) {
  describe(app, () => {
    const folder = fileURLToPath(new URL(`../../examples/apps/${app}`, import.meta.url));
    let browser, ours, theirs;
    before(async () => {
      [browser, ours, theirs] = await Promise.all([launchChromium(), hotframe(folder), vite(folder)]);
    });
    after(() => Promise.all([browser?.close(), ours?.stop(), theirs?.stop()]));

    for (const route of routes) {
      test(`${route} looks as in Vite`, async () => {
        const [a, b] = await Promise.all([look(browser, ours.url + route), look(browser, theirs.url + route)]);
        assert.ok(b.styles.length > 20 && b.text.length > 50, "there is something to compare");
        assert.deepEqual(differences(a, b, allowed), []);
        // What goes wrong in our preview must go wrong in Vite's too.
        const known = new Set(b.problems.map(plain));
        assert.deepEqual(a.problems.filter((problem) => !known.has(plain(problem))), []);
      });
    }
  });
}

/** A message without the server's address and the lines of its stack. */
const plain = (problem) => problem.replaceAll(/https?:\/\/127\.0\.0\.1:\d+\S*/g, "").split("\n")[0];
