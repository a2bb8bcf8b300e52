export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)" });
  await edit("src/app.css", "rgb(255, 0, 0)", "rgb(0, 0, 255)");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await page.shows("#count", "1");
};
