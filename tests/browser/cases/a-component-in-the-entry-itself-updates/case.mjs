export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "one 1");
  await edit("src/main.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
  if ((await page.page.locator("#count").count()) !== 1) throw new Error("two apps");
};
