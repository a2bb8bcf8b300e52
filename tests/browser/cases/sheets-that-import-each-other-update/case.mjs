export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)", backgroundColor: "rgb(1, 1, 1)" });
  await edit("src/b.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)", backgroundColor: "rgb(1, 1, 1)" });
  await edit("src/a.css", "1, 1, 1", "2, 2, 2");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)", backgroundColor: "rgb(2, 2, 2)" });
};
