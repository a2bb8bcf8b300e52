export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)", backgroundColor: "rgb(2, 2, 2)" });
  await edit("src/linked.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)", backgroundColor: "rgb(2, 2, 2)" });
  await edit("src/linked.css", "1, 1, 1", "9, 9, 9");
  await page.settled();
  await page.hasStyle("#text", { backgroundColor: "rgb(2, 2, 2)" });
  // The old link goes when the new one has loaded.
  const isAlone = () => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.cssText.includes("rgb(0, 0, 255)")).length === 1;
  await page.until("one copy of the sheet", () => page.view.waitForFunction(isAlone));
};
