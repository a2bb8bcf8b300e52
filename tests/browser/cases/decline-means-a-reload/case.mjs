export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.reloaded();
  await page.logs("2");
};
