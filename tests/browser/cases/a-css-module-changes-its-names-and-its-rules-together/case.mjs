export default async ({ open, edit, step }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { color: "rgb(255, 0, 0)" });
  await edit("src/App.module.css", "255, 0, 0", "0, 0, 255");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await step(1);
  await page.hasStyle("#count", { color: "rgb(0, 128, 0)" });
  await page.shows("#count", "1");
  await edit("src/App.module.css", ".renamed {", ".again {\n  composes: base;");
  await edit("src/App.tsx", "styles.renamed", "styles.again");
  await page.hasStyle("#count", { color: "rgb(0, 128, 0)", fontWeight: "700" });
  await page.shows("#count", "1");
};
