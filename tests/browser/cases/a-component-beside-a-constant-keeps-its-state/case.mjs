export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#button");
  await page.shows({ "#button": "click 1", "#size": "large" });
  await edit("src/Button.tsx", "click {", "press {");
  await page.shows({ "#button": "press 1", "#size": "large" });
};
