export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#title": "one", "#count": "1" });
  await step(1);
  await page.shows({ "#title": "two", "#count": "1" });
  await page.click("#count");
  await page.shows("#count", "2");
};
