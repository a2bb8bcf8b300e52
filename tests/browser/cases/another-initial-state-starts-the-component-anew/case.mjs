export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "6");
  await edit("src/App.tsx", "useState(5)", "useState(50)");
  await page.shows("#count", "50");
};
