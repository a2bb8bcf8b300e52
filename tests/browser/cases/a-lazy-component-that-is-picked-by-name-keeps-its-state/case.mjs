export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#inner");
  await page.shows("#inner", "one 1");
  await edit("src/Parts.tsx", "one {", "two {");
  await page.shows("#inner", "two 1");
  await edit("src/Parts.tsx", "two {", "three {");
  await page.shows("#inner", "three 1");
};
