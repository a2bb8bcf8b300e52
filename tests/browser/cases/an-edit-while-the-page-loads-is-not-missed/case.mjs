export default async ({ blank, edit, host }) => {
  const page = await blank();
  await page.page.route(/@hotframe\/app/, async (route) => {
    // The document is there; the app's code is not.
    await edit("src/App.tsx", "one {", "two {");
    await host.settled();
    await route.continue();
  });
  await page.goto();
  await page.shows("#count", "two 0");
  await page.settled();
  await page.shows("#count", "two 0");
};
