export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.click("#show");
  await page.shows("#failed", "failed: lazy fails");
  await page.overlay(/lazy fails/);
  await edit("src/Lazy.tsx", 'throw new Error("lazy fails");', "");
  await page.noOverlay();
  await page.shows({ "#lazy": "lazy", "#count": "1" });
};
