export default async ({ open, step }) => {
  const page = await open();
  await page.shows("#text", "none");
  await step(1);
  await page.reloaded();
  await page.shows("#text", "store says 1");
};
