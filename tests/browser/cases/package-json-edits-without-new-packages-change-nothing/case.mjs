export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await edit("package.json", '"private": true', '"private": true, "description": "more"');
  await page.settled();
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
};
