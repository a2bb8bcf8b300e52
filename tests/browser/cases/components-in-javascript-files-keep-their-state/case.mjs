export default async ({ open, edit }) => {
  const page = await open();
  await page.click("#js");
  await page.click("#jsx");
  await edit("src/Plain.js", "js one", "js two");
  await edit("src/Other.jsx", "jsx one", "jsx two");
  await page.shows({ "#js": "js two 1", "#jsx": "jsx two 1" });
};
