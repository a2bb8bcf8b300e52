export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#outer");
  await page.click("#inner");
  await page.shows({ "#outer": "1", "#inner": "class one 1" });
  await edit("src/Inner.tsx", "class one", "class two");
  await page.shows({ "#outer": "1", "#inner": "class two 0" });
};
