export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("f1 c1 d1 v1 s1 star1");
  await edit("src/part.js", "const n = 1", "const n = 2");
  await page.logs("f2 c2 d2 v2 s2 star2");
  await edit("src/part.js", "const n = 2", "const n = 3");
  await page.logs("f3 c3 d3 v3 s3 star3");
};
