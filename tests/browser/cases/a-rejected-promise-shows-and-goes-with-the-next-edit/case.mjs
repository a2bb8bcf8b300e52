export const errors = [/promise fails/];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#reject");
  await page.overlay(/promise fails/);
  await edit("src/App.tsx", 'throw new Error("promise fails");', "");
  await page.noOverlay();
  await page.click("#reject");
};
