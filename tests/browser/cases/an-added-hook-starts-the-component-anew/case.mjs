export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.click("#outer");
  await page.click("#inner");
  await page.shows({ "#outer": "1", "#inner": "1" });
  await step(1);
  await page.shows({ "#added": "added", "#outer": "1", "#inner": "0" });
  await page.click("#inner");
  await step(2);
  await page.shows({ "#added": "reordered", "#outer": "1", "#inner": "0" });
  await page.click("#inner");
  await step(3);
  await page.gone("#added");
  await page.shows({ "#outer": "1", "#inner": "0" });
};
