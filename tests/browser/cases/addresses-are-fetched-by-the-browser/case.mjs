export const app = "plain";
export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#text", "static asked");
  await edit("src/say.js", "'asked'", "'asked again'");
  await page.shows("#text", "static asked again");
};
