export const packages = "previous";

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.keep("#count");
  await page.shows({ "#title": "18: one", "#count": "1" });
  await edit("src/App.tsx", "one", "two");
  await page.shows({ "#title": "18: two", "#count": "1" });
  await page.isKept("#count");
  await edit("src/App.tsx", "useState(0)", "useState(10)");
  await page.shows("#count", "10");
};
