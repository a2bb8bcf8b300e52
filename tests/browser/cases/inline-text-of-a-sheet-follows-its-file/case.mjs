export const app = "plain";

export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("1px");
  await edit("src/part.css", "1px", "2px");
  await page.logs("2px");
  await page.hasStyle("#text", { paddingLeft: "0px" });
};
