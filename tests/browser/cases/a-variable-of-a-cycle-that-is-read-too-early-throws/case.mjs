// Variables are not there before their module ran, wherever they come from, on the first run and on every other; functions are.
export const app = "plain";
export const vite = {};

const early = (name) => `Cannot access '${name}' before initialization`;
const told = (edit = "") => [
  `named ${early("title")}`,
  `default ${early("first")}`,
  `class ${early("Base")}`,
  "namespace ReferenceError",
  `through a barrel ${early("passed")}`,
  "function called",
  `leaf${edit}: title of top`,
];

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs(...told());
  await edit("src/leaf.js", "leaf", "leaf edited");
  await page.logs(...told(" edited"));
};
