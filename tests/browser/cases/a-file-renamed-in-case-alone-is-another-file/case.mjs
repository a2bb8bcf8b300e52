export default async ({ open, step, edit }) => {
  const page = await open();
  await page.click("#count");
  await step(1);
  await page.shows({ "#count": "1", "#card": "card two" });
  await edit("src/Card.tsx", "card two", "card three");
  await page.shows({ "#count": "1", "#card": "card three" });
};
