// A tab, or a frame in one, and everything that must not go unnoticed in it: reloads, errors, what the app logs. All waits are on what the page shows.
import assert from "node:assert/strict";

const PATIENCE = 30_000;

export class WatchedPage {
  navigations = 0;
  awaitedReloads = 0;
  /** What the app says by `console.log`, and how much of it a test has asked for. */
  said = [];
  read = 0;
  errors = [];
  /** Messages from the host that change something. */
  updates = [];
  log = [];

  constructor(page, host, patience = PATIENCE) {
    this.page = page;
    /** Where the app is: the tab itself, or a frame in it. */
    this.view = page.mainFrame();
    this.host = host;
    this.patience = patience;
    page.setDefaultTimeout(patience);
    page.on("console", (message) => {
      const line = `${message.type()}: ${message.text()}`;
      this.log.push(line);
      if (message.type() === "log") this.said.push(message.text());
      if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => {
      this.log.push(`uncaught: ${error.stack}`);
      this.errors.push(String(error.message ?? error));
    });
    page.on("request", (request) => request.isNavigationRequest() && request.frame() === this.view && this.navigations++);
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => this.receive(String(payload))));
  }

  receive(payload) {
    let message;
    try {
      message = JSON.parse(payload);
    } catch {
      return;
    }
    this.log.push(`message: ${payload.slice(0, 300)}`);
    if (["hmr_update", "hmr_batch", "preview_refreshed", "update", "full-reload"].includes(message.type)) this.updates.push(message);
  }

  async goto(path = "") {
    await this.page.goto(this.host.url + path);
    await this.ready();
  }

  /** Waits until the page listens for updates, and leaves a mark that no reload survives. */
  async ready() {
    if (this.host.name === "vite") await this.until("Vite's client is connected", () => this.view.waitForFunction(() => window.viteConnected));
    else await this.view.waitForFunction(this.host.constructor.listening);
    await this.view.evaluate(() => (window.stillTheSamePage = true));
  }

  /** Waits for one more reload. */
  async reloaded() {
    const wanted = ++this.awaitedReloads;
    await this.until(`reload ${wanted}`, () => this.view.waitForFunction(() => document.readyState === "complete" && !window.stillTheSamePage));
    await this.ready();
  }

  /** Waits until the page is where the host is: no edit made so far can change it any more. */
  async settled() {
    const revision = await this.host.settled();
    await this.until(`the page is at revision ${revision}`, () => this.view.waitForFunction(this.host.constructor.arrived, revision));
  }

  /** At the end: nothing happened that the case did not speak of. */
  async assertQuiet(expectedErrors) {
    assert.equal(this.navigations - 1, this.awaitedReloads, "how often the page was reloaded");
    assert.equal(await this.view.evaluate(() => window.stillTheSamePage), true, "the page's window is another one");
    assert.deepEqual(this.said.slice(this.read), [], "the app logged more than was expected");
    const unexpected = this.errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)));
    assert.deepEqual(unexpected, [], "errors in the console");
  }

  // What the app does

  async click(selector, times = 1) {
    for (let i = 0; i < times; i++) await this.view.click(selector);
  }

  fill(selector, text) {
    return this.view.fill(selector, text);
  }

  evaluate(body, argument) {
    return this.view.evaluate(body, argument);
  }

  /** Waits until each element's text is exactly this: `{ "#count": "1" }`, or one selector and its text. */
  async shows(what, text) {
    const texts = typeof what === "string" ? { [what]: text } : what;
    for (const [selector, text] of Object.entries(texts)) {
      const read = (selector) => document.querySelector(selector)?.textContent.trim();
      await this.until(
        `${selector} shows ${JSON.stringify(text)}`,
        () => this.view.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent.trim() === text, [selector, text]),
        () => this.view.evaluate(read, selector),
      );
    }
  }

  async has(selector) {
    await this.until(`there is ${selector}`, () => this.view.waitForSelector(selector, { state: "attached" }));
  }

  async gone(selector) {
    await this.until(`no ${selector}`, () => this.view.waitForFunction((selector) => !document.querySelector(selector), selector));
  }

  /** Waits until computed styles of the element have these values. */
  async hasStyle(selector, styles) {
    for (const [property, value] of Object.entries(styles)) {
      const read = ([selector, property]) => getComputedStyle(document.querySelector(selector))[property];
      await this.until(
        `${property} of ${selector} is ${value}`,
        () =>
          this.view.waitForFunction(
            ([selector, property, value]) => {
              const element = document.querySelector(selector);
              return element && getComputedStyle(element)[property] === value;
            },
            [selector, property, value],
          ),
        () => this.view.evaluate(read, [selector, property]),
      );
    }
  }

  /** Waits until the app has logged these lines since the last call, and nothing else. */
  async logs(...lines) {
    const wanted = lines.length;
    const end = Date.now() + this.patience;
    while (this.said.length - this.read < wanted && Date.now() < end) await this.page.waitForTimeout(10);
    const seen = this.said.slice(this.read, this.read + Math.max(wanted, 0));
    this.read += seen.length;
    assert.deepEqual(seen, lines);
  }

  /** Remembers an element, to ask later whether it is the very same. */
  keep(selector) {
    return this.view.evaluate((selector) => void (window[`kept ${selector}`] = document.querySelector(selector)), selector);
  }

  async isKept(selector) {
    const same = await this.view.evaluate((selector) => window[`kept ${selector}`] === document.querySelector(selector), selector);
    assert.equal(same, true, `${selector} is another element`);
  }

  // The overlay

  /** Waits until the overlay says this. */
  async overlay(pattern) {
    const overlay = this.view.locator(this.host.overlay);
    await this.until(
      `the overlay shows ${pattern}`,
      () => overlay.getByText(pattern).first().waitFor(),
      async () => ((await overlay.count()) ? this.view.evaluate((name) => document.querySelector(name).shadowRoot.textContent, this.host.overlay) : "(no overlay)"),
    );
  }

  noOverlay() {
    return this.gone(this.host.overlay);
  }

  async until(what, wait, read) {
    await wait().catch(async (cause) => {
      const seen = read ? `; it is ${JSON.stringify(await read().catch(String))}` : "";
      assert.fail(`never true: ${what}${seen} (${cause.message.split("\n")[0]})`);
    });
  }
}
