export const errors = [/more\.css|sandbox/];

export default async ({ embed, edit, write }) => {
  const page = await embed("allow-scripts");
  await page.click("#count");
  await page.shows("#count", "one 1");
  await edit("src/App.tsx", "one {", "two {");
  await page.shows("#count", "two 1");
  await edit("src/App.tsx", 'import "./app.css";', 'import "./app.css";\nimport "./more.css";');
  await page.overlay(/more\.css/);
  await write("src/more.css", "#count { color: rgb(0, 0, 255); }\n");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await page.shows("#count", "two 1");
  await edit("index.html", "<title>Case</title>", "<title>Another</title>");
  await page.reloaded();
  await page.shows("#count", "two 0");
};
