export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("nested one", "dep runs", "main runs");
  await step(1);
  await page.logs("nested two", "dep runs", "accepted dep two");
};
