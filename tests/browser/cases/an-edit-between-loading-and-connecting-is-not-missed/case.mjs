export default async ({ blank, edit, host }) => {
  const page = await blank();
  await page.page.routeWebSocket(/@hotframe/, async (line) => {
    await edit("src/App.tsx", "one {", "two {");
    await host.settled();
    line.connectToServer();
  });
  await page.goto();
  await page.shows("#count", "two 0");
};
