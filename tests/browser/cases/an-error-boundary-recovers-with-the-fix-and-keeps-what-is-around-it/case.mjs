export const errors = [/./];
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#outer");
  await page.shows({ "#outer": "1", "#child": "child one" });
  await edit("src/Child.tsx", "// here", 'throw new Error("render fails");');
  await page.shows({ "#outer": "1", "#fallback": "caught: render fails" });
  await edit("src/Child.tsx", 'throw new Error("render fails");', "// fixed");
  await page.shows({ "#outer": "1", "#child": "child one" });
  await page.gone("#fallback");
};
