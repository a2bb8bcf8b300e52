export const app = "plain";
export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("part 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("part 2", "disposing 1", "second hears 2") .catch(() => {});
  page.read = page.said.length;
  await page.overlay(/callback of 2/);
  await edit("src/part.js", "value = 2", "value = 3");
  await page.overlay(/callback of 3/);
  await edit("src/main.js", "throw new Error(`callback of ${value}`);", "");
  await page.reloaded();
  await page.noOverlay();
  page.read = page.said.length;
};
