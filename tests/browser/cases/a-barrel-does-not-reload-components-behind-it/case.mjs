export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#a");
  await page.click("#b");
  await edit("src/components/A.tsx", "a one", "a two");
  await page.shows({ "#a": "a two 1", "#b": "b one 1" });
  await edit("src/components/B.tsx", "b one", "b two");
  await page.shows({ "#a": "a two 1", "#b": "b two 1" });
};
