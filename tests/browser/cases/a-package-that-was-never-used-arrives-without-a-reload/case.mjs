export default async ({ open, step }) => {
  const page = await open();
  await page.shows("#text", "none");
  await page.click("#count");
  await step(1);
  await page.shows({ "#text": "store says 1", "#count": "1" });
};
