export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("one first two nested");
  await edit("src/source.js", '"one"', '"uno"');
  await page.logs("uno first two nested");
  await edit("src/source.js", '"two"', '"due"');
  await page.logs("uno first due nested");
  await edit("src/barrel.js", "list: [first]", "list: [, first]");
  await page.logs("uno second due nested");
};
