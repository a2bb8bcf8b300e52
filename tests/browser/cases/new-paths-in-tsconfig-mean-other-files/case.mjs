export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#name", "one");
  await edit("tsconfig.json", "src/one/*", "src/two/*");
  await page.shows("#name", "two");
};
