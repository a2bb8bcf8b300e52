export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("part runs 1", "main uses a1");
  await edit("src/part.js", "version = 1", "version = 2");
  await page.logs("part runs 2", "accepted 2");
};
