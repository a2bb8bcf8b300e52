export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("mount one");
  await page.click("#count");
  await page.shows("#count", "1");
  await edit("src/App.tsx", 'name = "one"', 'name = "two"');
  await page.logs("cleanup one", "mount two");
  await page.shows("#count", "1");
};
