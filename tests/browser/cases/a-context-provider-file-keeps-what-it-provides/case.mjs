export const vite = { count: "0", because: "the context is a new one, so everything below its provider starts anew" };
export const count = "1";

export default async ({ open, edit }, { count }) => {
  const page = await open();
  await page.click("#toggle");
  await page.click("#count");
  await page.shows({ "#toggle": "dark one", "#count": "1" });
  await edit("src/theme.tsx", 'suffix = "one"', 'suffix = "two"');
  await page.shows({ "#count": count, "#toggle": "dark two" });
};
