export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  await page.logs("a,b");
  await write("src/part.js", "export const b = 2, c = 3;\n");
  await page.logs("b,c");
  await write("src/part.js", "export default 1;\n");
  await page.logs("default");
};
