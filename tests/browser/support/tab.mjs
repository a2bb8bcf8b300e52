// An editor page beside its preview, as a person sees them. Everything here waits on what the page shows.
import assert from "node:assert/strict";

/** For what takes a tenth of a second when nobody else wants the processor. */
const PATIENCE = 30_000;

export class Tab {
  /** Opens the app's editor and waits until its preview runs, or cannot. */
  static async open(context, server, app, { broken = false } = {}) {
    const tab = new Tab(await context.newPage(), app);
    await tab.page.goto(`${server.url}/apps/${app}`);
    tab.frame = await (await tab.page.waitForSelector("#preview_iframe")).contentFrame();
    await tab.status(broken ? "error" : "connected");
    if (!broken) await tab.frame.waitForSelector("#root > *");
    return tab;
  }

  constructor(page, app) {
    this.page = page;
    this.app = app;
    /** How often the preview's page was asked for since the mark. */
    this.loads = 0;
    this.log = [];
    /** What the server said on the cable, and what the page said. */
    this.received = [];
    this.sent = [];
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => this.log.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.log.push(`uncaught: ${error.stack}`));
    page.on("request", (request) => request.isNavigationRequest() && request.frame() === this.frame && this.loads++);
    page.on("websocket", (socket) => this.listen(socket));
  }

  listen(socket) {
    socket.on("framereceived", ({ payload }) => {
      const { identifier, message } = JSON.parse(payload);
      if (identifier && message) this.received.push(message);
    });
    socket.on("framesent", ({ payload }) => {
      const { data } = JSON.parse(payload);
      if (data) this.sent.push(JSON.parse(data));
    });
  }

  // The editor

  /** Opens a file and replaces one piece of its text. */
  async edit(path, from, to) {
    await this.page.evaluate(
      async ([path, from, to]) => {
        const editor = window.hotframeEditor;
        await editor.open(path);
        const text = editor.content();
        if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}:\n${text}`);
        editor.setContent(text.replace(from, () => to));
      },
      [path, from, to],
    );
  }

  async status(value) {
    const seen = () => this.page.locator("[data-hmr-status]").first().getAttribute("data-hmr-status");
    await this.page
      .waitForSelector(`[data-hmr-status="${value}"]`)
      .catch(async (cause) => assert.fail(`the badge should say ${value}, and says ${await seen()} (${cause.message.split("\n")[0]})`));
  }

  source() {
    return this.page.getAttribute("#preview_iframe", "src");
  }

  // The preview

  async click(selector, times = 1) {
    for (let i = 0; i < times; i++) await this.frame.click(selector);
  }

  /** Waits until the element's text is exactly this. */
  shows(selector, text) {
    const read = ([selector]) => document.querySelector(selector)?.textContent.trim();
    const check = ([selector, text]) => document.querySelector(selector)?.textContent.trim() === text;
    return this.until(`${selector} shows ${JSON.stringify(text)}`, check, [selector, text], read);
  }

  gone(selector) {
    const read = ([selector]) => document.querySelector(selector)?.outerHTML;
    return this.until(`no ${selector}`, ([selector]) => !document.querySelector(selector), [selector], read);
  }

  /** Waits until a computed style of the element has this value. */
  hasStyle(selector, property, value) {
    const read = ([selector, property]) => getComputedStyle(document.querySelector(selector))[property];
    const check = ([selector, property, value]) => {
      const element = document.querySelector(selector);
      return element && getComputedStyle(element)[property] === value;
    };
    return this.until(`${property} of ${selector} is ${value}`, check, [selector, property, value], read);
  }

  async until(what, check, args, read) {
    await this.frame.waitForFunction(check, args).catch(async (cause) => {
      const seen = await this.frame.evaluate(read, args).catch(String);
      assert.fail(`never true: ${what}; it is ${JSON.stringify(seen)} (${cause.message.split("\n")[0]})`);
    });
  }

  text(selector) {
    return this.frame.textContent(selector);
  }

  /** Leaves a mark that no reload survives, and remembers what must stay as it is. */
  async mark() {
    await this.frame.evaluate(() => (window.browserTestMark = true));
    this.markedSource = await this.source();
    this.loads = 0;
  }

  async assertSamePage() {
    assert.equal(await this.frame.evaluate(() => window.browserTestMark), true, "the preview's window is another one");
    assert.equal(await this.source(), this.markedSource, "the iframe's src changed");
    assert.equal(this.loads, 0, "the preview loaded its page again");
  }

  // The overlay

  get overlay() {
    return this.frame.locator("hotframe-overlay");
  }

  async overlayShows(pattern) {
    await this.overlay
      .getByText(pattern)
      .first()
      .waitFor()
      .catch(async () => assert.fail(`the overlay should show ${pattern}, and shows: ${(await this.overlay.count()) ? await this.overlayText() : "(no overlay)"}`));
  }

  overlayText() {
    return this.frame.evaluate(() => document.querySelector("hotframe-overlay").shadowRoot.textContent);
  }

  overlayGone() {
    return this.gone("hotframe-overlay");
  }
}
