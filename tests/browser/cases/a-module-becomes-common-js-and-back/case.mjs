export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  const has = async (wanted) => {
    const seen = await page.evaluate(() => window.read());
    if (seen !== wanted) throw new Error(seen);
  };
  await page.logs("value 1");
  await write("src/dep.js", "export const value = 2;\n");
  await page.logs("value 2");
  await has("2 of value");
  await write("src/dep.js", "module.exports = { value: 3, more: 1 };\n");
  await page.logs("value 3");
  await has("3 of default, module.exports, more, value");
  await write("src/dep.js", "exports.value = 4;\n");
  await page.logs("value 4");
  await has("4 of default, module.exports, value");
};
