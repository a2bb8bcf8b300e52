export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.overlay(/first render/);
  await edit("src/App.tsx", 'throw new Error("first render");', "");
  await page.shows("#text", "app");
  await page.noOverlay();
  await edit("src/App.tsx", ">app<", ">app two<");
  await page.shows("#text", "app two");
};
