export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("c runs c1");
  await edit("src/c.js", '"c1"', '"c2"');
  await page.logs("c runs c2", "main reads c2");
};
