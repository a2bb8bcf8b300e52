export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#outer");
  await page.shows({ "#size": "large", "#outer": "1" });
  await edit("src/Button.tsx", '"large"', '"huge"');
  await page.shows({ "#size": "huge", "#outer": "1" });
};
