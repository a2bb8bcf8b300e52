export default async ({ open, step }) => {
  const page = await open();
  await page.click("#outer");
  await page.shows({ "#outer": "1", "#card": "Card" });
  await step(1);
  await page.shows({ "#outer": "1", "#card": "Panel" });
  await step(2);
  await page.shows({ "#outer": "1", "#card": "Card with Panel" });
};
