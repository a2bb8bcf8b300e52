export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("user sees loaded 1");
  await edit("src/data.js", "loaded 1", "loaded 2");
  await page.logs("user sees loaded 2");
  await edit("src/data.js", "loaded 2", "loaded 3");
  await page.logs("user sees loaded 3");
};
