export default async ({ open, write, edit }) => {
  const page = await open();
  await edit("src/env.d.ts", "string", "number");
  await write("src/App.test.tsx", 'import App from "./App";\ntest("x", () => {});\n');
  await write("README.md", "# App\n");
  await page.settled();
  if (page.updates.length) throw new Error(`messages: ${JSON.stringify(page.updates)}`);
};
