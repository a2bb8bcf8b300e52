export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#open");
  await page.fill("#field", "typed by hand");
  await page.keep("#field");
  await edit("src/App.tsx", "Dialog one", "Dialog two");
  await page.shows("#dialog h2", "Dialog two");
  await page.isKept("#field");
  if ((await page.evaluate(() => document.querySelector("#field").value)) !== "typed by hand") throw new Error("the text is gone");
};
