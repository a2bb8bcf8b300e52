// The order of a cycle may be another one in a fresh page: only that can tell whether the code is wrong.
export const app = "plain";
export const errors = [/Cannot access 'name' before initialization/];

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("leaf of top");
  await edit("src/leaf.js", "const text = () => `leaf of ${name}`;", "const early = `leaf of ${name}`;\nconst text = () => early;");
  await page.reloaded();
  await page.overlay(/Cannot access 'name' before initialization/);
  await edit("src/leaf.js", "const early = `leaf of ${name}`;\nconst text = () => early;", "const text = () => `fixed leaf of ${name}`;");
  await page.noOverlay();
  await page.logs("fixed leaf of top");
};
