export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#name", "one");
  await edit("src/data.json", "}", "");
  await page.overlay(/data\.json/);
  await edit("src/data.json", '"one"', '"two" }');
  await page.noOverlay();
  await page.shows("#name", "two");
};
