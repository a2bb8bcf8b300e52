export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("src/App.tsx", 'import "./app.css";', "// none");
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
  await edit("src/App.tsx", "// none", 'import "./app.css";');
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
};
