export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#text", "inline one");
  await edit("src/part.js", '"one"', '"two"');
  await page.reloaded();
  await page.shows("#text", "inline two");
  await edit("index.html", "`inline ", "`changed ");
  await page.reloaded();
  await page.shows("#text", "changed two");
};
