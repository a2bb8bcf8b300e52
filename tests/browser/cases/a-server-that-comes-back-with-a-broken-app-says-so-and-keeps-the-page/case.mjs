export const errors = [/./];

export default async ({ open, edit, host }) => {
  const page = await open();
  await page.click("#count");
  await host.kill();
  await page.has('html[data-hotframe="offline"]');
  await edit("src/App.tsx", "</button>", "</b>");
  await host.start();
  await page.overlay(/App\.tsx/);
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "one {count}</b>", "two {count}</button>");
  await page.noOverlay();
  await page.shows("#count", "two 1");
};
