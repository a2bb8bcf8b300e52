export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("src/one.js", 'import "./shared.css";', "");
  await page.settled();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("src/shared.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
  await edit("src/two.js", 'import "./shared.css";', "");
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
};
