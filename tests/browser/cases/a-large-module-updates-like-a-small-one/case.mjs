export default async ({ open, read, write, edit }) => {
  const page = await open();
  await page.click("#count");
  const source = read("src/App.tsx");
  await write("src/App.tsx", `${source.replace("one {", "two {")}\nexport const Data = () => ${JSON.stringify("x".repeat(1_500_000))};\n`);
  await page.shows("#count", "two 1");
  await edit("src/App.tsx", "two {", "three {");
  await page.shows("#count", "three 1");
};
