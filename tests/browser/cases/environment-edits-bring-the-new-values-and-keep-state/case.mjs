// Vite starts anew for these, and every page with it.
export default async ({ open, write }) => {
  const page = await open();
  await page.shows("#name", "one");
  await page.keep("#name");
  await write(".env", "VITE_NAME=two\nSECRET=no\n");
  await page.shows("#name", "two");
  await write(".env.local", "VITE_NAME=three\n");
  await page.shows("#name", "three");
  await page.isKept("#name");
};
