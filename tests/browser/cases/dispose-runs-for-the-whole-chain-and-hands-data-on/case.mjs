export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("leaf life 1", "middle life 1");
  await edit("src/leaf.js", "text = 1", "text = 2");
  await page.logs("dispose middle", "dispose leaf", "leaf life 2", "middle life 2");
  await edit("src/leaf.js", "text = 2", "text = 3");
  await page.logs("dispose middle", "dispose leaf", "leaf life 3", "middle life 3");
};
