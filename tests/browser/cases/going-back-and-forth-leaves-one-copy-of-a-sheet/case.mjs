export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  const sheets = () => page.evaluate(() => [...document.styleSheets].filter((sheet) => [...sheet.cssRules].some((rule) => rule.selectorText === "#count")).length);
  for (const [from, to] of [["255, 0, 0", "0, 0, 255"], ["0, 0, 255", "255, 0, 0"], ["255, 0, 0", "0, 0, 255"]]) {
    await page.hasStyle("#count", { color: `rgb(${from})` });
    await edit("src/app.css", from, to);
    await page.hasStyle("#count", { color: `rgb(${to})` });
    if ((await sheets()) !== 1) throw new Error(`${await sheets()} copies`);
  }
};
