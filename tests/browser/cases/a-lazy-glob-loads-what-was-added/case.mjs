export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  await page.logs("a");
  await write("src/pages/b.js", 'export default "page b";\n');
  await page.logs("a,b");
  await page.evaluate(() => window.load("b"));
  await page.logs("page b");
};
