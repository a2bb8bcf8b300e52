export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "</button>;", "</button");
  await page.overlay(/App\.tsx:\d+/);
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "</button", "</button>;");
  await page.noOverlay();
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
};
