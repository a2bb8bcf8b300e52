export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("Cannot access 'later' before initialization", "1 2 undefined");
  await edit("src/main.js", "= 2", "= 3");
  await page.logs("Cannot access 'later' before initialization", "1 3 undefined");
};
