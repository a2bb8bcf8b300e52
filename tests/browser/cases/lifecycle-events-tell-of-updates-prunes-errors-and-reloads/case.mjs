export const app = "plain";
export const errors = [/./];

export default async ({ open, step }) => {
  const page = await open();
  await step(1);
  await page.logs("vite:beforeUpdate /src/user.js", "vite:beforePrune /src/part.js", "vite:afterUpdate /src/user.js");
  await step(2);
  await page.logs("vite:error src/user.js");
  await step(3);
  await page.logs("vite:beforeUpdate /src/user.js", "vite:afterUpdate /src/user.js");
  await step(4);
  await page.logs("vite:beforeFullReload full-reload");
  await page.reloaded();
};
