export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("main 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("accepted 2");
};
