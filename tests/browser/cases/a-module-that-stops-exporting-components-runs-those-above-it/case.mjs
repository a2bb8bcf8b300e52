export default async ({ open, write }) => {
  const page = await open();
  await page.logs("low 1", "high");
  await page.click("#count");
  await write("src/Low.jsx", 'console.log("low 2");\nexport default function Low() {}\n');
  await page.logs("low 2");
  await write("src/Low.jsx", 'console.log("low 3");\nexport {};\n');
  await page.logs("low 3", "high");
  await write("src/Low.jsx", 'console.log("low 4");\nexport default function Low() {}\n');
  await page.logs("low 4", "high");
  await write("src/Low.jsx", 'console.log("low 5");\nexport default function Low() {}\n');
  await page.logs("low 5");
  await page.shows("#count", "1");
};
