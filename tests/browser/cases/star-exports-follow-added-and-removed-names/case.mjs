export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  await page.logs("a,b,own {a:1} default of part");
  await write("src/part.js", "export const a = 2, c = 3;\nexport default 'default of part';\n");
  await page.logs("a,c,own {a:2} default of part");
  await write("src/part.js", "export const a = 4, own = 'hidden';\nexport default 'another';\n");
  await page.logs("a,own {a:4} another");
};
