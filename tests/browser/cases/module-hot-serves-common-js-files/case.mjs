export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("bar 1", "foo sees 1");
  await edit("src/bar.js", "value = 1", "value = 2");
  await page.logs("bar disposed", "bar 2", "foo sees 2");
  await edit("src/bar.js", "value = 2", "value = 3");
  await page.logs("bar disposed", "bar 3", "foo sees 3");
};
