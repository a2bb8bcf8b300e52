import { setTimeout as pause } from "node:timers/promises";

export default async ({ open, read, folder }) => {
  const page = await open();
  await page.click("#count");
  const source = read("src/App.tsx");
  for (let save = 1; save <= 20; save++) {
    folder.write("src/App.tsx", source.replace("save 0", `save ${save}`));
    // What is under test is saving this fast.
    await pause(5);
  }
  await page.shows({ "#text": "save 20", "#count": "1" });
  await page.settled();
  await page.shows({ "#text": "save 20", "#count": "1" });
};
