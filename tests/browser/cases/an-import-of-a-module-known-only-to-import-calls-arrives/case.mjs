export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("page without");
  await edit("src/page.js", "// import", 'import { late } from "./late";');
  await edit("src/page.js", '"page without"', '`page with ${late}`');
  await page.shows("#text", "page with late of helper");
  page.read = page.said.length;
};
