export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  for (const name of ["memo", "forward", "both"]) await page.click(`#${name}`);
  for (const name of ["memo", "forward", "both"]) await page.shows(`#${name}`, `${name} one 1`);
  for (const name of ["Memo", "Forward", "Both"]) await edit(`src/${name}.tsx`, "one", "two");
  for (const name of ["memo", "forward", "both"]) await page.shows(`#${name}`, `${name} two 1`);
};
