// The example apps, built by us and by Vite 8, in Chromium: the same text, the same computed style of every visible element, about the same size.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { allowed } from "../apps/support/allowed.mjs";
import { differences } from "../apps/support/compare.mjs";
import { look } from "../apps/support/look.mjs";
import { launchChromium } from "../browser/support/chromium.mjs";
import { APPS, oursOf, viteOf } from "./support/apps.mjs";
import { weigh } from "./support/build.mjs";
import { serve } from "./support/serve.mjs";

const ALLOWED = [
  ...allowed,
  {
    why: "Vite minifies the text of custom properties, which scripts can read; we leave it alone",
    style: ({ property, value, wanted }) => /^(::\w+)?--/.test(property) && tight(value) === tight(wanted),
  },
  {
    why: "what Vite minifies `background: none` to says `0px 0px` of an image that is not there",
    style: ({ property, value, wanted }) => property.endsWith("background-position") && value === "0% 0%" && wanted === "0px 0px",
  },
];
const tight = (text) => text?.replaceAll(/\s*([\s,/()])\s*/g, "$1");

let folder, server, browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotframe-apps-"));
  server = await serve(folder);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const only = process.env.CASE;
for (const [app, routes] of Object.entries(APPS).filter(([app]) => !only || app.includes(only))) {
  describe(app, () => {
    const out = (name) => join(folder, `${name}-${app}`);
    before(async () => {
      await viteOf(app, out("vite"));
      await oursOf(app, out("ours"));
      await oursOf(app, out("preview"), ["--preview"]);
    });

    const see = (name, route) => look(browser, new URL(route, server.address(`${name}-${app}`)).href);

    for (const route of routes) {
      test(`${route} is as Vite built it`, async () => {
        const [theirs, ours] = [await see("vite", route), await see("ours", route)];
        // Without minifying it is the same; one page tells.
        const preview = route === routes[0] ? [await see("preview", route)] : [];
        assert.ok(theirs.styles.length > 20 && theirs.text.length > 50, "there is something to compare");
        assert.deepEqual(theirs.problems, [], "Vite's own build has problems");
        for (const found of [ours, ...preview]) {
          assert.deepEqual(found.problems, []);
          assert.deepEqual(differences(found, theirs, ALLOWED), []);
        }
      });
    }

    test("within five per cent of Vite's size", async (t) => {
      const [ours, theirs] = [await weigh(out("ours")), await weigh(out("vite"))];
      const line = ({ js, css, gzip }) => `${js} bytes of scripts, ${css} of styles, ${gzip} gzip`;
      t.diagnostic(`ours ${line(ours)}; Vite ${line(theirs)}; ${((ours.js + ours.css) / (theirs.js + theirs.css)).toFixed(3)}`);
      for (const kind of ["js", "css", "gzip"]) assert.ok(ours[kind] <= theirs[kind] * 1.05, `${kind}: ours ${ours[kind]}, Vite ${theirs[kind]}`);
    });
  });
}
