export default async ({ open, edit }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(3, 0, 0)", backgroundColor: "rgb(2, 0, 0)" });
  await edit("src/first.css", "rgb(1, 0, 0)", "rgb(1, 1, 1)");
  await page.settled();
  await page.hasStyle("#text", { color: "rgb(3, 0, 0)", backgroundColor: "rgb(2, 0, 0)" });
  await edit("src/App.tsx", 'import "./second.css";\nimport "./third.css";', 'import "./third.css";\nimport "./second.css";');
  await page.hasStyle("#text", { color: "rgb(2, 0, 0)" });
  await edit("src/App.tsx", 'import "./first.css";\n', "");
  await edit("src/App.tsx", 'import "./second.css";', 'import "./second.css";\nimport "./first.css";');
  await page.hasStyle("#text", { color: "rgb(1, 1, 1)", backgroundColor: "rgb(2, 0, 0)" });
};
