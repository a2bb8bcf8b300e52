export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("lives: 1");
  await edit("src/part.js", "// 1", "window.edited = 1;");
  await page.logs("lives: 1,2");
  await edit("src/part.js", "edited = 1", "edited = 2");
  await page.logs("lives: 1,2,3");
  await page.evaluate(() => {
    if (!window.same.every((data) => data === window.same[0])) throw new Error("another object");
  });
};
