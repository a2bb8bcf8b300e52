export default async ({ open, read, write }) => {
  const page = await open();
  await page.click("#count");
  const sources = { a: read("src/a.ts"), b: read("src/b.ts") };
  const writer = async (name) => {
    for (let turn = 1; turn <= 10; turn++) await write(`src/${name}.ts`, sources[name].replace("0", String(turn))).then(() => new Promise(setImmediate));
  };
  await Promise.all([writer("a"), writer("b")]);
  await page.shows({ "#text": "10 and 10", "#count": "1" });
};
