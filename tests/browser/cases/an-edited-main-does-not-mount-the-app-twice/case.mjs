export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#count", "one 0");
  await edit("src/main.tsx", "// here", "document.title = 'edited';");
  await page.reloaded();
  await page.shows("title", "edited");
  await page.click("#count");
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
  if ((await page.page.locator("#count").count()) !== 1) throw new Error("two apps");
};
