export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("main uses a1 b1");
  await edit("src/part.js", "version = 1", "version = 2");
  await page.reloaded();
  await page.logs("main uses a2 b2");
};
