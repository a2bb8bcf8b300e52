export default async ({ open, write }) => {
  const page = await open();
  const image = () => page.evaluate(async () => (await fetch(document.querySelector("#image").src)).text());
  await page.click("#count");
  if (!(await image()).includes("red")) throw new Error(await image());
  await write("src/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="blue"/></svg>\n');
  await page.settled();
  if (!(await image()).includes("blue")) throw new Error(await image());
  await page.shows("#count", "1");
};
