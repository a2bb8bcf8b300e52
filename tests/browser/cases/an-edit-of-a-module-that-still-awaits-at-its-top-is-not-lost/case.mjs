export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("slow begins 1");
  await edit("src/slow.js", "version = 1", "version = 2");
  await page.evaluate(() => window.release());
  await page.shows("#text", "slow 2");
  page.read = page.said.length;
  await edit("src/slow.js", "version = 2", "version = 3");
  await page.shows("#text", "slow 3");
  page.read = page.said.length;
};
