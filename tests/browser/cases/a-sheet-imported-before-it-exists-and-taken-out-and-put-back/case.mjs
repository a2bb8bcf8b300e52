export const app = "plain";
export const errors = [/./];

export default async ({ open, edit, write }) => {
  const page = await open();
  await edit("src/user.js", "// sheet", 'import "./later.css";');
  await page.overlay(/later\.css/);
  await write("src/later.css", "#text { color: rgb(255, 0, 0); }\n");
  await page.noOverlay();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("src/user.js", 'import "./later.css";', "// sheet");
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
  await edit("src/user.js", "// sheet", 'import "./later.css";');
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await write("src/later.css", "#text { color: rgb(0, 0, 255); }\n");
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
};
