export const errors = [/./];

export default async ({ open, remove, write }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#count": "1", "#child": "child one" });
  await remove("src/Child.tsx");
  await page.overlay(/Child/);
  await page.shows("#count", "1");
  await write("src/Child.tsx", 'export const Child = () => <p id="child">child two</p>;\n');
  await page.noOverlay();
  await page.shows({ "#count": "1", "#child": "child two" });
};
