export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#thing": "component" });
  await step(1);
  await page.shows({ "#count": "1", "#thing": "value" });
  await step(2);
  await page.shows({ "#count": "1", "#thing": "component again" });
};
