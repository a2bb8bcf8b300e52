export const vite = {};

export default async ({ open, edit }) => {
  const [first, second] = [await open(), await open()];
  await first.click("#count");
  await second.click("#count", 2);
  // The first one is in the background now.
  await edit("src/App.tsx", "one {", "two {");
  await second.shows("#count", "two 2");
  await first.shows("#count", "two 1");
};
