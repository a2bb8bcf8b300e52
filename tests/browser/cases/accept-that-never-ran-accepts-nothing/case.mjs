export const app = "plain";

export default async ({ open, step }) => {
  const page = await open();
  await page.shows("#text", "one");
  await step(1);
  await page.reloaded();
  await page.shows("#text", "two");
};
