export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#part": "part one" });
  await edit("src/Part.tsx", "export default Part;", 'export default memo(Part);');
  await edit("src/Part.tsx", "part one", "part two");
  await page.shows({ "#count": "1", "#part": "part two" });
  await edit("src/Part.tsx", "memo(Part)", "Part");
  await edit("src/Part.tsx", "part two", "part three");
  await page.shows({ "#count": "1", "#part": "part three" });
  await page.click("#count");
  await page.shows({ "#count": "2" });
};
