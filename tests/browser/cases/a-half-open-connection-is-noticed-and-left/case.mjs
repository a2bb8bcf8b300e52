export default async ({ blank, edit }) => {
  const page = await blank();
  let isDeaf = false;
  let lines = 0;
  await page.page.clock.install();
  await page.page.routeWebSocket(/@hotframe/, (line) => {
    const mine = ++lines;
    const server = line.connectToServer();
    // The first connection goes deaf without being closed.
    server.onMessage((message) => void (isDeaf && mine === 1 ? undefined : line.send(message)));
    line.onMessage((message) => void (isDeaf && mine === 1 ? undefined : server.send(message)));
  });
  await page.goto();
  await page.click("#count");
  isDeaf = true;
  await edit("src/App.tsx", "one {", "two {");
  await page.host.settled();
  await page.page.clock.runFor(40_000);
  await page.shows("#count", "two 1");
};
