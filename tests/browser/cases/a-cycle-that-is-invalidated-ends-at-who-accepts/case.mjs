export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("b 1", "a sees 1", "main sees 1");
  await edit("src/b.js", "value = 1", "value = 2");
  await page.shows("#text", "2");
  await edit("src/b.js", "value = 2", "value = 3");
  await page.shows("#text", "3");
  page.read = page.said.length;
};
