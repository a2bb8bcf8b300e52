export default async ({ open, edit }) => {
  const page = await open();
  await page.logs("counting");
  await page.click("#count", 2);
  await page.click("#cart");
  await page.shows({ "#count": "count 2", "#cart": "1 in cart" });
  await edit("src/App.tsx", "count {count}", "total {count}");
  await page.logs("counting");
  await page.shows({ "#count": "total 2", "#cart": "1 in cart" });
  // One that is made in another way is another one; those beside it stay.
  await edit("src/App.tsx", "makeStore(0)", "makeStore(10)");
  await page.logs("counting");
  await page.shows({ "#count": "total 10", "#cart": "1 in cart" });
  await edit("src/App.tsx", "value = next;", "value = next + 1;");
  await page.logs("counting");
  await page.click("#count");
  await page.shows({ "#count": "total 12", "#cart": "1 in cart" });
};
