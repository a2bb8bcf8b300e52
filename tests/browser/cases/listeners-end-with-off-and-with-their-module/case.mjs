export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("kept 1");
  await edit("src/part.js", "value = 2", "value = 3");
  await page.logs("kept 2");
};
