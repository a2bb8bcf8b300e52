export default async ({ open, edit, write, rename, remove }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#list": "a: A, b: B", "#count": "1" });
  await write("src/pages/c.ts", 'export const title = "C";\n');
  await page.shows("#list", "a: A, b: B, c: C");
  await edit("src/pages/b.ts", '"B"', '"B2"');
  await page.shows("#list", "a: A, b: B2, c: C");
  await rename("src/pages/a.ts", "src/pages/d.ts");
  await page.shows("#list", "b: B2, c: C, d: A");
  await remove("src/pages/c.ts");
  await page.shows({ "#list": "b: B2, d: A", "#count": "1" });
};
