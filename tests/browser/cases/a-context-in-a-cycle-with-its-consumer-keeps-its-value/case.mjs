export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#value": "value 2", "#count": "1" });
  await edit("src/Provider.tsx", "{2}", "{3}");
  await page.shows({ "#value": "value 3", "#count": "1" });
  await edit("src/Consumer.tsx", "value {", "still {");
  await page.shows({ "#value": "still 3", "#count": "1" });
};
