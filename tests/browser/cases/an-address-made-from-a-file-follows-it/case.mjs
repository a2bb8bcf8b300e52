export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  await page.logs("first");
  await write("src/note.txt", "second");
  await page.logs("second");
};
