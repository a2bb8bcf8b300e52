export const vite = {};

export default async ({ open, read, write, edit, host }) => {
  const page = await open();
  await page.click("#count");
  await write("src/App.tsx", read("src/App.tsx"));
  await page.settled();
  if (host.name === "hotframe" && page.updates.length) throw new Error(`messages: ${JSON.stringify(page.updates)}`);
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
};
