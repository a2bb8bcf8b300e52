export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#outer");
  await page.shows({ "#outer": "1", "#arrow": "arrow one", "#plain": "plain one" });
  await edit("src/Arrow.tsx", "one", "two");
  await page.shows({ "#outer": "1", "#arrow": "arrow two" });
  await edit("src/Plain.tsx", "one", "two");
  await page.shows({ "#outer": "1", "#plain": "plain two" });
};
