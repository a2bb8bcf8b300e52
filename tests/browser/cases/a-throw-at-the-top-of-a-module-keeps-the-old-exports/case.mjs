export const app = "plain";
export const errors = [/no good/];

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("parent sees 1");
  await step(1);
  await page.overlay(/no good/);
  await page.logs();
  await page.evaluate(() => window.read());
  await page.logs("still 1");
  await step(2);
  await page.noOverlay();
  await page.logs("parent sees 3");
};
