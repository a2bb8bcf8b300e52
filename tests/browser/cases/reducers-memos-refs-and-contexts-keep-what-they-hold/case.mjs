export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#add", 2);
  await page.shows({ "#sum": "sum 2 of start", "#renders": "kept" });
  await edit("src/App.tsx", "sum {", "total {");
  await page.shows({ "#sum": "total 2 of start", "#renders": "kept" });
  await edit("src/reducer.ts", "state + 1", "state + 10");
  await page.settled();
  await page.click("#add");
  await page.shows("#sum", "total 12 of start");
};
