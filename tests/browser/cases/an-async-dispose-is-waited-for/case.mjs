export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("run 1");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("dispose 1 begins", "dispose 1 ends", "run 2");
};
