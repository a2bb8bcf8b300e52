export const app = "plain";

export default async ({ open, edit, read }) => {
  const page = await open();
  await page.logs("bare 1", "optional 1", "guarded 1", "dep 1", "optionaldep 1", "list 1", "aliased 1", "main");
  for (const name of ["bare", "optional", "guarded", "aliased"]) {
    await edit(`src/${name}.js`, "value = 1", "value = 2");
    await page.logs(`${name} 2`);
  }
  for (const name of ["dep", "optionaldep", "list"]) {
    await edit(`src/${name}.js`, "value = 1", "value = 2");
    await page.logs(`${name} 2`, `main got ${name} 2`);
  }
};
