export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await edit("src/lazy.css", "255, 0, 0", "0, 255, 0");
  await page.settled();
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
  await page.evaluate(() => window.load());
  await page.hasStyle("#text", { color: "rgb(0, 255, 0)" });
  await edit("src/lazy.css", "0, 255, 0", "0, 0, 255");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
};
