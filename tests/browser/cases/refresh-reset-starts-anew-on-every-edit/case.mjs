export const vite = { differs: "the state stays" };

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows("#count", "a 1");
  await edit("src/App.tsx", ">a {", ">b {");
  await page.shows("#count", "b 1");
  await edit("src/App.tsx", "// here", "// @refresh reset");
  await edit("src/App.tsx", ">b {", ">c {");
  await page.shows("#count", "c 0");
  await page.click("#count");
  await page.shows("#count", "c 1");
  await edit("src/App.tsx", ">c {", ">d {");
  await page.shows("#count", "d 0");
};
