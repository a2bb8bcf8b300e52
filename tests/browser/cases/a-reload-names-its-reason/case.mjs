export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#text", "one");
  await edit("src/part.js", '"one"', '"two"');
  await page.reloaded();
  await page.shows("#text", "two");
  const said = page.log.filter((line) => /reload/.test(line) && /src\/main\.js/.test(line) && /src\/part\.js/.test(line));
  if (!said.length) throw new Error(`no reason in:\n${page.log.join("\n")}`);
};
