export default async ({ open, write }) => {
  const page = await open();
  await page.shows("#name", "one");
  await write(".env", "VITE_NAME=two\nSECRET=no\n");
  await page.reloaded();
  await page.shows("#name", "two");
  await write(".env.local", "VITE_NAME=three\n");
  await page.reloaded();
  await page.shows("#name", "three");
};
