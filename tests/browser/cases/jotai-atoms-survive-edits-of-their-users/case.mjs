export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#plus", 2);
  await page.shows({ "#value": "value 2", "#double": "4" });
  await edit("src/App.tsx", "value {", "number {");
  await page.shows({ "#value": "number 2", "#double": "4" });
  await edit("src/double.ts", "* 2", "* 3");
  await page.shows({ "#value": "number 2", "#double": "6" });
};
