// What a page does, as far as it can be seen: its console, its text, its errors.

/** Names that hold a digest differ between bundlers; so do the class names of CSS modules. */
const plain = (text) =>
  text
    .replace(/http:\/\/[a-z0-9-]+\.localhost:\d+/g, "")
    .replace(/\/assets\/([\w.]+?)-[\w-]{8}\.(\w+)/g, "/assets/$1-HASH.$2")
    .replace(/url\("data:.*?"\)/g, "url(data:...)")
    .replace(/data:[^"')\s]+/g, "data:...");

/** Opens an app and answers what it said until it said `end`. */
export async function observe(context, address) {
  const page = await context.newPage();
  const said = [];
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const stop = (text) => {
    said.push(text);
    if (text === "end" || text.startsWith("error: ")) finish();
  };
  page.on("console", (message) => message.type() === "log" && stop(plain(message.text())));
  page.on("pageerror", (error) => stop(`error: ${plain(error.message)}`));
  const limit = setTimeout(() => stop("error: the app did not end"), 20_000);
  await page.goto(address);
  await finished;
  clearTimeout(limit);
  const text = plain(await page.evaluate(() => document.body.innerText));
  await page.close();
  return { said, text };
}
