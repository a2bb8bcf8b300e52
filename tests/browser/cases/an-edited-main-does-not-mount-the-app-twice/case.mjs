export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#count", "one 0");
  await page.click("#count");
  await edit("src/main.tsx", "// here", "document.title = 'edited';");
  // It runs again in place: the container keeps the root that it has.
  await page.shows({ title: "edited", "#count": "one 1" });
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
  if ((await page.page.locator("#count").count()) !== 1) throw new Error("two apps");
};
