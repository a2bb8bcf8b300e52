export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "one 1");
  await edit("src/Panel.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
};
