export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.keep("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)", fontWeight: "700" });
  await edit("src/app.css", "rgb(255, 0, 0)", "rgb(0, 0, 255)");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)", fontWeight: "700" });
  await edit("src/app.css", "font-weight: 700;", "");
  await page.hasStyle("#count", { fontWeight: "400" });
  await page.shows("#count", "1");
  await page.isKept("#count");
};
