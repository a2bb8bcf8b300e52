import { filesBelow } from "../../support/preview/app_folder.mjs";

export default async ({ open, step, folder }) => {
  const page = await open();
  // As git does: however long a busy machine takes over the files, it is one checkout.
  const checkout = async (number) => {
    folder.write(".git/index.lock", "");
    await step(number);
    folder.remove(".git/index.lock");
  };
  await page.click("#count");
  await page.shows({ "#count": "1", "#list": "one: a1 b1 c1" });
  await checkout(1);
  await page.shows({ "#count": "1", "#list": "two: a2 b2 d2" });
  await page.hasStyle("#list", { color: "rgb(0, 0, 255)" });
  await checkout(2);
  await page.shows({ "#count": "1", "#list": "one: a1 b1 c1" });
  await page.settled();
  if (page.updates.length !== 2) throw new Error(`${page.updates.length} updates for two checkouts of ${filesBelow(folder.steps).length} files`);
};
