export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#name": "one", "#count": "1" });
  await edit("src/data.json", '"one"', '"two"');
  await page.shows({ "#name": "two", "#count": "1" });
};
