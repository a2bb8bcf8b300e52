export const errors = [/./];

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await edit("src/Child.tsx", "return <p", 'throw new Error("render fails"); return <p');
  await page.overlay(/render fails/);
  await edit("src/Child.tsx", "</p>", "</div>");
  await page.overlay(/Child\.tsx/);
  await edit("src/Child.tsx", "</div>", "</p>");
  await page.overlay(/render fails/);
  await edit("src/Child.tsx", 'throw new Error("render fails"); ', "");
  await page.noOverlay();
  await page.shows("#child", "child");
};
