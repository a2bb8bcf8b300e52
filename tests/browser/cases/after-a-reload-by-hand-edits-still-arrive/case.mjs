export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await edit("src/Child.tsx", "one", "two");
  await page.shows("#child", "two");
  page.awaitedReloads++;
  await page.page.reload();
  await page.ready();
  await page.shows("#child", "two");
  await page.click("#count");
  await edit("src/Child.tsx", "two", "three");
  await page.shows({ "#child": "three", "#count": "1" });
};
