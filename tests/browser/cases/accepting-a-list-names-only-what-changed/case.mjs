export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await step(1);
  await page.logs("a2 undefined");
  await step(2);
  await page.logs("undefined b2");
};
