// What a visitor sees of a page: its text, and the computed style of every visible element.

/** How many times in a row a page must be the same before it counts as settled. */
const SAME = 5;
const PATIENCE = 60_000;

/** Opens an address and answers what is there once nothing moves any more. */
export async function look(browser, address, { ready = "#root > *" } = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: "reduce", locale: "en-GB", timezoneId: "UTC" });
  try {
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
    const started = performance.now();
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForSelector(ready, { timeout: PATIENCE, state: "attached" }).catch((cause) => {
      throw new Error(`${address} never showed ${ready}: ${problems.join("\n")}\n${cause.message.split("\n")[0]}`);
    });
    const milliseconds = performance.now() - started;
    await settle(page);
    return { ...(await page.evaluate(read)), problems, milliseconds };
  } finally {
    await context.close();
  }
}

async function settle(page) {
  const until = performance.now() + PATIENCE;
  let last = "";
  for (let same = 0; same < SAME; ) {
    await page.waitForLoadState("networkidle");
    const seen = await page.evaluate(rest);
    same = seen === last ? same + 1 : 0;
    last = seen;
    if (performance.now() > until) throw new Error(`${page.url()} never stood still`);
  }
}

/** Runs in the page: waits for what ends by itself, and answers all that scripts have made. */
async function rest() {
  await document.fonts.ready;
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) {
      // One that never ends is taken at its start.
      animation.pause();
      animation.currentTime = 0;
    } else await animation.finished.catch(() => {});
  }
  for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  return `${document.body.outerHTML}\n${document.body.innerText}`;
}

/** Runs in the page. */
function read() {
  // Chromium may say 0px for an auto margin that it laid out as more, when it took the box from its cache: laid out at another width, it does not.
  document.documentElement.style.width = "50%";
  document.body.getBoundingClientRect();
  document.documentElement.style.width = "";
  // The server's address is not part of the app.
  const plain = (text) => text.replaceAll(location.origin, "origin:");
  const elements = [...document.querySelectorAll("html, body, body *")].filter((element) => element.checkVisibility());
  const styles = elements.map((element) => {
    const name = `${element.localName}${element.id ? `#${element.id}` : ""}.${element.getAttribute("class") ?? ""}`;
    const style = {};
    for (const pseudo of [null, "::before", "::after"]) {
      const computed = getComputedStyle(element, pseudo);
      if (pseudo && ["none", "normal"].includes(computed.content)) continue;
      for (const property of computed) style[`${pseudo ?? ""}${property}`] = plain(computed.getPropertyValue(property));
    }
    return { name, style };
  });
  return { title: document.title, text: document.body.innerText, styles };
}
