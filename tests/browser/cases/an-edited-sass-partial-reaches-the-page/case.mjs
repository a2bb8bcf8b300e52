export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)", paddingLeft: "4px" });
  await edit("src/styles/_colors.scss", "rgb(255, 0, 0)", "rgb(0, 0, 255)");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await edit("src/styles/_space.scss", "4px", "6px");
  await page.hasStyle("#count", { paddingLeft: "6px" });
  await page.shows("#count", "1");
};
