export default async ({ open, folder }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#child": "child" });
  folder.rename("src/components", "src/parts");
  folder.edit("src/App.tsx", "./components/", "./parts/");
  await page.settled();
  folder.edit("src/parts/deep/Child.tsx", ">child<", ">moved child<");
  await page.shows({ "#count": "1", "#child": "moved child" });
  await page.noOverlay();
};
