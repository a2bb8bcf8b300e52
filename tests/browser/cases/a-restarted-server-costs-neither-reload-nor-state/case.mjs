export const errors = [/WebSocket|ERR_CONNECTION_REFUSED/];

export default async ({ open, step, edit, host }) => {
  const page = await open();
  await page.click("#count");
  await host.kill();
  await page.has('html[data-hotframe="offline"]');
  await step(1);
  await host.start();
  await page.shows({ "#count": "1", "#child": "new child" });
  await page.hasStyle("#child", { color: "rgb(255, 0, 0)" });
  await edit("src/Child.tsx", "child</p>", "children</p>");
  await page.shows({ "#count": "1", "#child": "new children" });
};
