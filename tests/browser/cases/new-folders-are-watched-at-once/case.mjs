export default async ({ open, folder }) => {
  const page = await open();
  await page.click("#count");
  folder.write("src/a/b/c/d/Child.tsx", 'export const Child = () => <p id="child">new</p>;\n');
  folder.edit("src/App.tsx", "// import", 'import { Child } from "./a/b/c/d/Child";');
  folder.edit("src/App.tsx", "{/* use */}", "<Child />");
  await page.shows({ "#count": "1", "#child": "new" });
  folder.edit("src/a/b/c/d/Child.tsx", ">new<", ">newer<");
  await page.shows({ "#count": "1", "#child": "newer" });
  folder.write("src/a/b/e/word.ts", 'export const word = "word";\n');
  folder.write("src/a/b/c/d/Child.tsx", 'import { word } from "../../e/word";\n\nexport const Child = () => <p id="child">{word}</p>;\n');
  await page.shows({ "#count": "1", "#child": "word" });
};
