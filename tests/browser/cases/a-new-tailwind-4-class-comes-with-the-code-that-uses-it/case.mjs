export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { paddingLeft: "16px" });
  await page.evaluate(() => {
    // Whatever is seen of the new class without its rule is seen here.
    const count = document.querySelector("#count");
    window.wrong = [];
    new MutationObserver(() => {
      if (count.className.includes("pl-7") && getComputedStyle(count).paddingLeft !== "28px") window.wrong.push(getComputedStyle(count).paddingLeft);
    }).observe(count, { attributes: true });
  });
  await edit("src/App.tsx", "pl-4", "pl-7");
  await page.hasStyle("#count", { paddingLeft: "28px" });
  await edit("src/App.tsx", "pl-7", "pl-7 hover:underline bg-[rgb(1,2,3)]");
  await page.hasStyle("#count", { backgroundColor: "rgb(1, 2, 3)" });
  await page.shows("#count", "1");
  const wrong = await page.evaluate(() => window.wrong);
  if (wrong.length) throw new Error(`seen without its rule: ${wrong}`);
};
