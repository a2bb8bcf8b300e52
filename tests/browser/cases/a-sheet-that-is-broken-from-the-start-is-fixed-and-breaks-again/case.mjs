export const app = "plain";
export const errors = [/./];

export default async ({ open, write }) => {
  const page = await open();
  await page.overlay(/one\.css/);
  await write("src/one.css", "#text { color: rgb(255, 0, 0); }\n");
  await page.noOverlay();
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await write("src/one.css", "#text { color: rgb(0, 0, 255); background: url(./missing.png); }\n");
  await page.overlay(/missing\.png/);
  await page.hasStyle("#text", { color: "rgb(255, 0, 0)" });
  await write("src/one.css", "#text { color: rgb(0, 0, 255); }\n");
  await page.noOverlay();
  await page.hasStyle("#text", { color: "rgb(0, 0, 255)" });
  await write("src/one.css", " ");
  await page.hasStyle("#text", { color: "rgb(0, 0, 0)" });
};
