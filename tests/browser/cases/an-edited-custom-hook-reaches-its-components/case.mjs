export const vite = { differs: "signatures of hooks in .ts files are not known, so React finds other hooks than before and the app is gone" };

export default async ({ open, step }) => {
  const page = await open();
  await page.click("#plus");
  await page.shows({ "#value": "1 times", "#label": "hook one" });
  await step(1);
  await page.shows({ "#value": "1 times", "#label": "hook two" });
  await step(2);
  await page.shows({ "#value": "0 times", "#label": "hook two" });
};
