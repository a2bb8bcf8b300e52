export const errors = [/./];
// Vite shows this overlay until the page is loaded anew by hand.
export const vite = { isOver: true };

export default async ({ open, edit }, { isOver }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "times 1");
  await page.noOverlay();
  await edit("src/App.tsx", "times ", "count ");
  await page.shows("#count", "count 1");
  await page.click("#load");
  await page.shows("#fallback", "something went wrong");
  await page.overlay(/title\.ts/);
  if (isOver) return;
  await edit("src/title.ts", " +;", ";");
  await page.noOverlay();
  await page.shows({ "#page": "a page", "#count": "count 1" });
};
