export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#other", 2);
  await page.shows({ "#label": "a 1", "#other": "2" });
  await edit("src/useBase.ts", 'useState("a")', 'useState("b")');
  await page.shows({ "#label": "b 1", "#other": "2" });
  await edit("src/useBase.ts", "`${letter} 1`", "`${letter} 2`");
  await page.shows({ "#label": "b 2", "#other": "2" });
};
