export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#add", 2);
  await page.shows("#cart", "2 things");
  await edit("src/App.tsx", "things", "items");
  await page.shows("#cart", "2 items");
  await edit("src/price.ts", "10", "20");
  await page.shows({ "#price": "40", "#cart": "2 items" });
  await edit("src/store.ts", "n + 1", "n + 5");
  await page.settled();
  await page.shows("#cart", "2 items");
  await page.click("#add");
  await page.shows("#cart", "7 items");
};
