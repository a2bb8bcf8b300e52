export default async ({ blank, edit }) => {
  const page = await blank();
  let lose = false;
  await page.page.routeWebSocket(/@hotframe/, (line) => {
    const server = line.connectToServer();
    server.onMessage((message) => (lose && JSON.parse(String(message)).type === "hmr_update") || line.send(message));
  });
  await page.goto();
  await page.click("#count");
  lose = true;
  await edit("src/App.tsx", "one {", "two {");
  await page.host.settled();
  lose = false;
  // Nothing else is edited: the next heartbeat tells.
  await page.shows("#count", "two 1");
};
