export default async ({ open, step }) => {
  const page = await open();
  for (const name of ["a", "b", "c"]) await page.click(`#${name}`);
  await page.shows({ "#a": "a old 1", "#b": "b old 1", "#c": "c old 1" });
  await page.evaluate(() => {
    window.mixed = [];
    new MutationObserver(() => {
      const texts = ["#a", "#b", "#c"].map((selector) => document.querySelector(selector)?.textContent ?? "");
      if (texts.some((text) => text.includes("old")) && texts.some((text) => text.includes("new"))) window.mixed.push(texts.join());
    }).observe(document.body, { subtree: true, characterData: true, childList: true });
  });
  await step(1);
  await page.shows({ "#a": "a new 1", "#b": "b new 1", "#c": "c new 1" });
  const mixed = await page.evaluate(() => window.mixed);
  if (mixed.length) throw new Error(`old beside new: ${mixed}`);
};
