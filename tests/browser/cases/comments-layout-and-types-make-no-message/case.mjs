export default async ({ open, step }) => {
  const page = await open();
  await step(1);
  await page.settled();
  if (page.updates.length) throw new Error(`messages: ${JSON.stringify(page.updates)}`);
};
