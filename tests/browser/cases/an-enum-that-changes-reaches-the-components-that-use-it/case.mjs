export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "red 1");
  await edit("src/color.ts", '"red"', '"blue"');
  await page.shows("#count", "blue 1");
  await edit("src/color.ts", "Main =", "Other = 'x', Main =");
  await edit("src/App.tsx", "Color.Main} {", "Color.Main}-{Color.Other} {");
  await page.shows("#count", "blue-x 1");
};
