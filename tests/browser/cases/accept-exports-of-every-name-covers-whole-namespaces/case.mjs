export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("part 1", "lazy 1", "main 1 1");
  await edit("src/part.js", "a = 1", "a = 2");
  await page.logs("part 2");
  await edit("src/lazy.js", "a = 1", "a = 2");
  await page.logs("lazy 2");
  // One name that it does not accept is one too many.
  await edit("src/part.js", '["a", "b"]', '["a"]');
  await page.logs("part 2");
  await edit("src/part.js", "a = 2", "a = 3");
  await page.reloaded();
  await page.logs("part 3", "lazy 2", "main 3 2");
};
