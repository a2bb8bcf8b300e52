export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "n 1");
  await step(1);
  await page.shows("#count", "m 0");
};
