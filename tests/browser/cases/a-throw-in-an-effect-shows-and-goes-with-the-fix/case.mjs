export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#title", "one");
  await edit("src/App.tsx", "// here", 'throw new Error("effect fails");');
  await page.overlay(/effect fails/);
  await edit("src/App.tsx", 'throw new Error("effect fails");', "// fixed");
  await page.noOverlay();
  await page.shows("#title", "one");
};
