export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#dialog": "dialog one", "#count": "1" });
  await edit("src/useDialog.tsx", "dialog one", "dialog two");
  await page.shows({ "#dialog": "dialog two", "#count": "1" });
};
