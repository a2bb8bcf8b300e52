export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#item");
  await page.shows({ "#root-part": "root one", "#item": "item one 1" });
  await edit("src/accordion.tsx", "item one", "item two");
  await page.shows({ "#root-part": "root one", "#item": "item two 1" });
  await edit("src/accordion.tsx", "root one", "root two");
  await page.shows({ "#root-part": "root two", "#item": "item two 1" });
};
