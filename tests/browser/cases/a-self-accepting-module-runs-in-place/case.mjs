export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("run 1");
  await step(1);
  await page.logs("before update", "dispose 1", "run 2", "first callback 2", "second callback 2", "after update");
  await step(2);
  await page.logs("before update", "dispose 2", "run 3", "first callback 3", "second callback 3", "after update");
};
