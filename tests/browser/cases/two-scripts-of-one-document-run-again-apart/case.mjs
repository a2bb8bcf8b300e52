export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("shared", "one", "two");
  await edit("src/two.js", '"two"', '"second"');
  await page.logs("second");
  await edit("src/shared.js", '"shared"', '"shared again"');
  await page.logs("shared again", "one", "second");
};
