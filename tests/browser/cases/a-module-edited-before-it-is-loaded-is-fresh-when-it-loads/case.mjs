export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await step(1);
  await page.settled();
  await page.evaluate(() => window.load());
  await page.logs("later two");
};
