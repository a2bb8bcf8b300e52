export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("loaded one");
  await step(1);
  await page.logs("accepted two");
};
