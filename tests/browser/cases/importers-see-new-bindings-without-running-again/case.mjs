export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("main runs", "1 1 1 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("2 2 2 2");
};
