export const vite = { differs: "the class stays on the screen" };

export default async ({ open, step, edit }) => {
  const page = await open();
  await page.click("#outer");
  await page.shows({ "#outer": "1", "#inner": "class" });
  await step(1);
  await page.shows({ "#outer": "1", "#inner": "function" });
  await edit("src/Inner.tsx", "function<", "edited<");
  await page.shows({ "#outer": "1", "#inner": "edited" });
  await step(2);
  await page.shows({ "#outer": "1", "#inner": "class again" });
};
