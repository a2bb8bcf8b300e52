export const errors = [/./];

export default async ({ open, read, remove, write }) => {
  const page = await open();
  await page.click("#count");
  const main = read("src/main.tsx");
  await remove("src/main.tsx");
  await page.overlay(/main\.tsx/);
  await page.shows("#count", "one 1");
  await write("src/main.tsx", main);
  await page.noOverlay();
  await page.shows("#count", "one 1");
};
