export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("main 1 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("part 2");
  await edit("src/other/index.ts", "value = 1", "value = 2");
  await page.logs("other 2");
};
