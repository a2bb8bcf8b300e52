export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)" });
  await step(1);
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await page.shows("#count", "1");
};
