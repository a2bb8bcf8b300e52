export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#left button");
  await page.click("#right button", 2);
  await edit("src/Counter.tsx", "one {", "two {");
  await page.shows({ "#left button": "two 1", "#right button": "two 2" });
};
