export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("loading");
  await page.shows("#data", "data one");
  await edit("src/View.tsx", "data one", "data two");
  await page.shows("#data", "data two");
};
