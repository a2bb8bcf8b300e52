export const packages = "previous";

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.hasStyle("#count", { paddingLeft: "16px", color: "rgb(255, 0, 0)" });
  await edit("src/App.tsx", "pl-4", "pl-7");
  await page.hasStyle("#count", { paddingLeft: "28px" });
  await edit("tailwind.config.js", "rgb(255, 0, 0)", "rgb(0, 0, 255)");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  await page.shows("#count", "1");
};
