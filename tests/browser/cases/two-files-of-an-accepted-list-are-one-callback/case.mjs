export const app = "plain";

export default async ({ open, step }) => {
  const page = await open();
  await step(1);
  await page.logs("a2 b2");
};
