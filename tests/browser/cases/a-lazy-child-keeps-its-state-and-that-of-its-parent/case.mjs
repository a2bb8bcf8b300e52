export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#child");
  await page.click("#parent");
  await page.shows({ "#parent": "parent 1", "#child": "child one 1" });
  await edit("src/Child.tsx", "child one", "child two");
  await page.shows({ "#parent": "parent 1", "#child": "child two 1" });
};
