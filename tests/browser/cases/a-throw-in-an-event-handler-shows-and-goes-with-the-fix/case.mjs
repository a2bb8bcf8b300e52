export const errors = [/handler fails/];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.click("#throw");
  await page.overlay(/handler fails/);
  await page.overlay(/App\.tsx/);
  await edit("src/App.tsx", 'throw new Error("handler fails");', "setCount(100 + count);");
  await page.noOverlay();
  await page.shows("#count", "1");
  await page.click("#throw");
  await page.shows("#count", "101");
};
