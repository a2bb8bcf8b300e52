export default async ({ blank, edit }) => {
  const page = await blank();
  let how = "pass";
  const held = [];
  await page.page.routeWebSocket(/@hotframe/, (line) => {
    const server = line.connectToServer();
    server.onMessage((message) => {
      const isUpdate = JSON.parse(String(message)).type?.startsWith("hmr_");
      if (!isUpdate || how === "pass") return line.send(message);
      if (how === "lose") return;
      if (how === "hold") return void held.push(message);
      if (how === "swap") for (const before of held.splice(0)) line.send(message) ?? line.send(before);
      else for (let times = 0; times < 3; times++) line.send(message);
    });
  });
  await page.goto();
  await page.click("#count");
  how = "repeat";
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
  how = "lose";
  await edit("src/App.tsx", "two {", "three {");
  await page.host.settled();
  how = "pass";
  await edit("src/part.ts", "part 1", "part 2");
  await page.shows({ "#count": "three 1", "#part": "part 2" });
  how = "hold";
  await edit("src/App.tsx", "three {", "four {");
  await page.host.settled();
  how = "swap";
  await edit("src/part.ts", "part 2", "part 3");
  await page.host.settled();
  how = "pass";
  await page.shows({ "#count": "four 1", "#part": "part 3" });
};
