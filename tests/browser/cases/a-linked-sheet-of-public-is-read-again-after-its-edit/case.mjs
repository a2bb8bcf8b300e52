export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("public/theme.css", "255, 0, 0", "0, 0, 255");
  await page.reloaded();
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
};
