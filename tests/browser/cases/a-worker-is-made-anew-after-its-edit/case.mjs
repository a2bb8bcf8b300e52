export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("worker one with part one");
  await edit("src/part.js", "one", "two");
  await page.logs("worker one with part two");
  await edit("src/worker.js", "worker one", "worker two");
  await page.logs("worker two with part two");
};
