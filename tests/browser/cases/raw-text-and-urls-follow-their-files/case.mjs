export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#raw", "text one");
  await edit("src/note.txt", "one", "two");
  await page.shows("#raw", "text two");
};
