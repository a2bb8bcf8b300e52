export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)", paddingLeft: "3px" });
  await edit("src/base.module.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)", paddingLeft: "3px" });
  await edit("src/App.module.css", "3px", "5px");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)", paddingLeft: "5px" });
  await page.shows("#count", "1");
};
