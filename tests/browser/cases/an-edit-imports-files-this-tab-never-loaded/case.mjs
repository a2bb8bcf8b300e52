export const vite = {};

export default async ({ open, step }) => {
  const pages = [await open(), await open()];
  for (const page of pages) await page.click("#count");
  await step(1);
  for (const page of pages) {
    await page.shows({ "#count": "1", "#new": "new with deep" });
    await page.hasStyle("#new", { color: "rgb(255, 0, 0)" });
  }
};
