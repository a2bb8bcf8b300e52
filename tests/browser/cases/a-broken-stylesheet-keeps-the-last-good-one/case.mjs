export const errors = [/./];

export default async ({ open, write }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)" });
  await write("src/app.css", "#count { color: rgb(0, 0, 255); } } @@ {{{\n");
  await page.overlay(/app\.css/);
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)" });
  await write("src/app.css", "#count { color: rgb(0, 128, 0); }\n");
  await page.noOverlay();
  await page.hasStyle("#count", { color: "rgb(0, 128, 0)" });
  await page.shows("#count", "1");
};
