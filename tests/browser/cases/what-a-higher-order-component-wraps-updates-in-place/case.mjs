export const vite = {};

export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#count");
  await page.shows({ "#frame": "frame one", "#count": "text one 1" });
  await edit("src/Card.tsx", "text one", "text two");
  await page.shows({ "#frame": "frame one", "#count": "text two 1" });
  await edit("src/framed.tsx", "frame one", "frame two");
  await page.shows({ "#frame": "frame two", "#count": "text two 1" });
};
