export default async ({ open, edit }) => {
  const [first, second] = [await open(), await open()];
  await first.click("#load");
  await first.shows("#part", "part 1");
  await edit("src/Part.tsx", "part 1", "part 2");
  await first.shows("#part", "part 2");
  await second.settled();
  await second.click("#load");
  await second.shows("#part", "part 2");
  await edit("src/Part.tsx", "part 2", "part 3");
  for (const page of [first, second]) await page.shows("#part", "part 3");
};
