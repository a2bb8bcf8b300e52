export default async ({ open, write, edit, remove }) => {
  const page = await open();
  await write("src/unused.tsx", "export const broken = <p>;\n");
  await page.settled();
  await edit("src/unused.tsx", "<p>", "<p/>");
  await page.settled();
  await remove("src/unused.tsx");
  await page.settled();
  if (page.updates.length) throw new Error(`messages: ${JSON.stringify(page.updates)}`);
};
