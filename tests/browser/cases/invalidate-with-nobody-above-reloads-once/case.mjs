export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("child 1");
  await edit("src/child.js", "value = 1", "value = 2");
  await page.reloaded();
  await page.logs("child 2", "child 2");
};
