export const errors = [/./];

export default async ({ blank, write, edit }) => {
  const page = await blank();
  let isForged = false;
  let forged = 0;
  await page.page.route(/@hotframe\/module\//, async (route) => {
    if (!isForged) return route.continue();
    const answer = await route.fetch();
    forged++;
    await route.fulfill({ response: answer, body: (await answer.text()).replace("large two", "forged") });
  });
  await page.goto();
  await page.click("#count");
  // Too large to travel in a message.
  const large = (text) => `export const Large = () => <p id="large" title="${"words ".repeat(250_000)}">${text}</p>;\n`;
  isForged = true;
  await write("src/Large.tsx", large("large two"));
  await page.overlay(/could not be loaded/);
  await page.shows({ "#count": "1", "#large": "large one" });
  if (!forged) throw new Error("the module did not come from its address");
  isForged = false;
  await edit("src/Large.tsx", "large two", "large three");
  await page.shows({ "#count": "1", "#large": "large three" });
  await page.noOverlay();
};
