export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("b c1");
  await edit("src/c.js", '"c1"', '"c2"');
  await page.reloaded();
  await page.logs("b c2");
};
