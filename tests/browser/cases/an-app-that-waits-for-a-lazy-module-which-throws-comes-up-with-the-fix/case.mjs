export const errors = [/./];
export default async ({ open, edit }) => {
  const page = await open();
  await page.overlay(/lazy fails/);
  await edit("src/Lazy.tsx", 'throw new Error("lazy fails");', "");
  await page.noOverlay();
  await page.shows("#lazy", "lazy");
};