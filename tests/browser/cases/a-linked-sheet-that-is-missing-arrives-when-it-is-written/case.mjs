export const app = "plain";
// The missing sheet is asked for, and is not there.
export const errors = [/other\.css/];

export default async ({ open, edit, write }) => {
  const page = await open();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await edit("index.html", "one.css", "other.css");
  await page.reloaded();
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
  await write("src/other.css", "#text { color: rgb(0, 0, 255); }\n");
  await page.reloaded();
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
  await edit("src/other.css", "0, 0, 255", "0, 255, 0");
  await page.hasStyle("#text", { color: "rgb(0, 255, 0)" });
};
