export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.overlay(/at the top/);
  await edit("src/part.ts", 'throw new Error("at the top");', "");
  await page.shows("#text", "app part");
  await page.noOverlay();
  await edit("src/App.tsx", ">app ", ">app two ");
  await page.shows("#text", "app two part");
};
