export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#leaf": "leaf one of 3" });
  await edit("src/Tree.tsx", "// here", "void 0;");
  await edit("src/Leaf.tsx", "leaf one", "leaf two");
  await page.shows({ "#count": "1", "#leaf": "leaf two of 3" });
};
