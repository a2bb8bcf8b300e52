export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("part has undefined", "user 1");
  await step(1);
  await page.logs("user 2", "dispose", "prune");
  await step(2);
  await page.logs("part has undefined", "user 3");
};
