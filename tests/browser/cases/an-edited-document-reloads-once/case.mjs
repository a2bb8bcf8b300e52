export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("title", "Case");
  await edit("index.html", "<title>Case</title>", "<title>Another</title>");
  await page.reloaded();
  await page.shows({ title: "Another", "#text": "app" });
};
