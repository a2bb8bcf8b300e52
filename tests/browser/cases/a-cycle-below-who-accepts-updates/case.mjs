export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("b says c1 c says b1");
  await edit("src/c.js", '"c1"', '"c2"');
  await page.logs("b says c2 c says b1");
  await edit("src/b.js", '"b1"', '"b2"');
  await page.logs("b says c2 c says b2");
};
