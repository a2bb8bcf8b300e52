export const errors = [/./];

export default async ({ open, edit, write }) => {
  const page = await open();
  await page.click("#count");
  await edit("src/App.tsx", 'import { useState } from "react";', 'import { useState } from "react";\nimport { name } from "./later";');
  await edit("src/App.tsx", "one {", "{name} {");
  await page.overlay(/later/);
  await page.shows("#count", "one 1");
  await write("src/later.ts", 'export const name = "later";\n');
  await page.noOverlay();
  await page.shows("#count", "later 1");
};
