export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#child", "child one");
  await edit("src/Child.tsx", "// here", 'throw new Error("render fails");');
  await page.overlay(/render fails/);
  await edit("src/Child.tsx", 'throw new Error("render fails");', "// fixed");
  await page.noOverlay();
  await page.shows("#child", "child one");
  await edit("src/Child.tsx", "one", "two");
  await page.shows("#child", "child two");
};
