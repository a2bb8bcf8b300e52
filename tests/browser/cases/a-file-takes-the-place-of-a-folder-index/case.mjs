export default async ({ open, step }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#child": "from the folder" });
  await step(1);
  await page.shows({ "#count": "1", "#child": "from the file" });
  await step(2);
  await page.shows({ "#count": "1", "#child": "from the folder" });
};
