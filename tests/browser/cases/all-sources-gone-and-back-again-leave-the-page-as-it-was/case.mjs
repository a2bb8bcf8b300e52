export const errors = [/./];

export default async ({ open, read, write, step, remove, edit }) => {
  const page = await open();
  await page.click("#count");
  const main = read("src/main.tsx");
  await remove("src");
  await page.has("hotframe-overlay");
  await page.shows("#count", "one 1");
  await write("src/main.tsx", main);
  await step(0);
  await page.noOverlay();
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
};
