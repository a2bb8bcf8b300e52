export const errors = [/./];

export default async ({ open, edit }) => {
  const first = await open();
  await first.shows("#text", "one");
  await edit("src/App.tsx", "</p>", "</q>");
  await first.overlay(/App\.tsx/);
  const second = await open();
  await second.overlay(/App\.tsx/);
  await second.shows("#text", "one");
  await edit("src/App.tsx", "one</q>", "two</p>");
  for (const page of [first, second]) {
    await page.noOverlay();
    await page.shows("#text", "two");
  }
};
