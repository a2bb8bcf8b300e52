export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("ring b", "ring a", "part 1", "main 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("part 2", "main 2");
};
