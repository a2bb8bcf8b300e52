export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("0", "1");
  await edit("src/counter.js", "step = 1", "step = 10");
  await page.logs("0", "10");
};
