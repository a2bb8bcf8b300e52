export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("part", "parent function");
  await edit("src/part.js", "1;", "2;");
  await page.logs("part");
  await edit("src/part.js", "export function render", "export function paint");
  await page.logs("part", "parent undefined");
};
