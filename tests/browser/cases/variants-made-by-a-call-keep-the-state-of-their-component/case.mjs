export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#button");
  await page.click("#outer");
  await page.shows({ "#button": "click 1", "#outer": "1" });
  await edit("src/button.tsx", "click {", "press {");
  await page.shows({ "#button": "press 1", "#outer": "1" });
  await edit("src/button.tsx", '"base"', '"base strong"');
  await page.has("#outer.strong");
  await page.shows({ "#button": "press 1", "#outer": "1" });
};
