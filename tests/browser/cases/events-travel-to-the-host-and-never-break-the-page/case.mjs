export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("sent");
  await edit("src/part.js", "// here", "void 0;");
  await edit("src/part.js", "value = 1", "value = 2");
  await page.logs("sent");
};
