export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("main 1", "part 1");
  await step(1);
  await page.logs("part 2");
  await step(2);
  await page.reloaded();
  await page.logs("main 1", "part 3");
};
