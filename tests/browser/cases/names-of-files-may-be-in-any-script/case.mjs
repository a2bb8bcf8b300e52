export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "ichi 1");
  await edit("src/部品/カウンター ü.tsx", "ichi", "ni");
  await page.shows("#count", "ni 1");
  await edit("src/部品/スタイル & more.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
};
