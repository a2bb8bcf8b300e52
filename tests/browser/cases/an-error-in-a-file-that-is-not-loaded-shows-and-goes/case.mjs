export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await edit("src/Part.tsx", "</p>", "</div>");
  await page.overlay(/Part\.tsx/);
  await page.shows("#count", "1");
  await edit("src/Part.tsx", "</div>", "!</p>");
  await page.noOverlay();
  await page.click("#load");
  await page.shows({ "#part": "part!", "#count": "1" });
};
