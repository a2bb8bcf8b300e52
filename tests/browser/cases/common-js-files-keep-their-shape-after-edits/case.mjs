export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("whole 1 named 1 esm 1");
  await edit("src/whole.cjs", "value: 1", "value: 2");
  await page.logs("whole 2 named 1 esm 1");
  await edit("src/named.cjs", "value = 1", "value = 2");
  await page.logs("whole 2 named 2 esm 1");
  await edit("src/esm.js", "value = 1", "value = 2");
  await page.logs("whole 2 named 2 esm 2");
};
