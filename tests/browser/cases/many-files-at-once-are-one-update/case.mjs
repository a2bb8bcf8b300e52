import { filesBelow } from "../../support/preview/app_folder.mjs";

export default async ({ open, step, folder }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#list": "one: a1 b1 c1" });
  await step(1);
  await page.shows({ "#count": "1", "#list": "two: a2 b2 d2" });
  await page.hasStyle("#list", { color: "rgb(0, 0, 255)" });
  await step(2);
  await page.shows({ "#count": "1", "#list": "one: a1 b1 c1" });
  await page.settled();
  if (page.updates.length !== 2) throw new Error(`${page.updates.length} updates for two checkouts of ${filesBelow(folder.steps).length} files`);
};
