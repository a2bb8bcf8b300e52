export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("umd 1 function 1 esm 1");
  await edit("src/umd.js", "value: 1", "value: 2");
  await page.logs("umd 2 function 1 esm 1");
  await edit("src/function.cjs", "return 1", "return 2");
  await page.logs("umd 2 function 2 esm 1");
  await edit("src/esm.mjs", "default 1", "default 3");
  await page.logs("umd 2 function 2 esm 3");
};
