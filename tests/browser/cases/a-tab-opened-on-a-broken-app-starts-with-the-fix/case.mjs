export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.overlay(/App\.tsx/);
  await edit("src/App.tsx", "<p id=>", '<p id="text">');
  await page.noOverlay();
  await page.shows("#text", "works");
};
