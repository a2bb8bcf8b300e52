export const app = "plain";

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("leaf 1", "b sees 1", "a sees 1 b1");
  await step(1);
  await page.logs("leaf 2", "b sees 2", "a sees 2 b2");
};
