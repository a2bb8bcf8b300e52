// Vite's tests run without a configuration of their own.
export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#text", "one object development");
  await edit("vite.config.js", '"one"', '"two"');
  await page.reloaded();
  await page.shows("#text", "two object development");
};
