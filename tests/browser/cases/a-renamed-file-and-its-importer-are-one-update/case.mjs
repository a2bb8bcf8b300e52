export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#child": "child" });
  await step(1);
  await page.shows({ "#count": "1", "#child": "renamed child" });
  await page.noOverlay();
};
