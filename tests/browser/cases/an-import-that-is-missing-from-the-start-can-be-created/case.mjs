export const app = "plain";
export const errors = [/./];

export default async ({ open, write, edit }) => {
  const page = await open();
  await page.overlay(/missing/);
  await write("src/missing.js", 'export const text = "found";\n');
  await page.noOverlay();
  await page.shows("#text", "found");
  await edit("src/missing.js", "found", "found again");
  await page.shows("#text", "found again");
};
