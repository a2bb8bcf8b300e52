export const errors = [/WebSocket|ERR_INTERNET_DISCONNECTED/];

export default async ({ blank, edit }) => {
  const page = await blank();
  let away = false;
  const lines = new Set();
  await page.page.routeWebSocket(/@hotframe/, (line) => {
    if (away) return line.close();
    lines.add(line);
    const server = line.connectToServer();
    server.onMessage((message) => !away && line.send(message));
  });
  await page.goto();
  await page.click("#count");
  away = true;
  for (const line of lines) await line.close();
  await page.has('html[data-hotframe="offline"]');
  await edit("src/App.tsx", "one {", "two {");
  away = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.shows("#count", "two 1");
};
