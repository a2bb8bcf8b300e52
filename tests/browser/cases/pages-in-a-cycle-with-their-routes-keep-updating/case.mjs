export default async ({ open, edit }) => {
  const page = await open();
  await page.shows("#app", "app one leaf two");
  await edit("src/Leaf.tsx", "leaf", "edited leaf");
  await page.shows("#app", "app one edited leaf two");
  await edit("src/App.tsx", "app ", "edited app ");
  await page.shows("#app", "edited app one edited leaf two");
  await edit("src/Leaf.tsx", "edited leaf", "leaf");
  await page.shows("#app", "edited app one leaf two");
  await edit("src/Page.tsx", '"one"', '"first"');
  await page.shows("#app", "edited app first leaf two");
  await edit("src/routes.tsx", '"two"', '"second"');
  await page.shows("#app", "edited app first leaf second");
};
