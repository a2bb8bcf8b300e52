export const app = "plain";
export const vite = {};

export default async ({ open, step }) => {
  const page = await open();
  await page.logs("main runs", "dep is one");
  await step(1);
  await page.logs("dispose one", "accepted two");
  await step(2);
  await page.logs("dispose two", "accepted three");
};
