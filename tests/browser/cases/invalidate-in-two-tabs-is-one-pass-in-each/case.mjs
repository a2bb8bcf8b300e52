export const app = "plain";

export default async ({ open, edit }) => {
  const pages = [await open(), await open()];
  await edit("src/child.js", "value = 1", "value = 2");
  for (const page of pages) await page.logs("parent sees 1", "parent sees 2");
};
