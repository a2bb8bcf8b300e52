export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await edit("src/Broken.tsx", "return", "return return");
  await page.overlay(/Broken\.tsx/);
  await edit("src/App.tsx", "one {", "two {");
  await page.settled();
  await page.shows("#count", "one 1");
  await edit("src/Broken.tsx", "return return", "return");
  await page.noOverlay();
  await page.shows("#count", "two 1");
};
