export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#shown": "from a" });
  await edit("src/App.tsx", '"./a"', '"./b"');
  await page.shows({ "#count": "1", "#shown": "from b" });
  await edit("src/b.ts", "from b", "from b again");
  await page.shows({ "#count": "1", "#shown": "from b again" });
  await edit("src/App.tsx", '"./b"', '"./a"');
  await page.shows({ "#count": "1", "#shown": "from a" });
};
