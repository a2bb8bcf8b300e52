// What one case may use: its folder, the host that serves it, and tabs.
import { AppFolder } from "./app_folder.mjs";
import { embed } from "./embedding.mjs";
import { HotframeHost } from "./hotframe_host.mjs";
import { clientFromSources } from "./client_sources.mjs";
import { PACKAGES } from "./packages.mjs";
import { WatchedPage } from "./watched_page.mjs";

export class World {
  tabs = [];

  constructor(browser, location, { app = "react", packages = "current", patience }, Host = HotframeHost) {
    this.browser = browser;
    this.patience = patience;
    this.nodeModules = PACKAGES[packages];
    this.folder = new AppFolder(location, app, Host === HotframeHost ? undefined : this.nodeModules);
    this.folder.hasReact = app === "react";
    this.host = new Host(this.folder, this.nodeModules);
  }

  async start() {
    await this.host.start();
    this.context = await this.browser.newContext();
    if (process.env.CLIENT === "sources" && this.host.name !== "vite") await clientFromSources(this.context);
    if (this.host.name === "vite") await this.context.addInitScript(noteViteConnection);
  }

  /** A tab that shows the app. */
  open = async (path) => {
    const page = new WatchedPage(await this.context.newPage(), this.host, this.patience);
    this.tabs.push(page);
    await page.goto(path);
    return page;
  };

  /** A tab that shows nothing yet. */
  blank = async () => {
    const page = new WatchedPage(await this.context.newPage(), this.host, this.patience);
    this.tabs.push(page);
    return page;
  };

  /** A tab whose page shows the app in a frame with these sandbox rights, and holds the connection for it. */
  embed = async (sandbox) => {
    const page = await this.blank();
    await embed(page, sandbox);
    return page;
  };

  // Edits. Some hosts overlook what follows too close on another.
  step = (number) => this.change((folder) => folder.step(number));
  edit = (path, from, to) => this.change((folder) => folder.edit(path, from, to));
  write = (path, content) => this.change((folder) => folder.write(path, content));
  remove = (path) => this.change((folder) => folder.remove(path));
  rename = (from, to) => this.change((folder) => folder.rename(from, to));
  read = (path) => this.folder.read(path);

  async change(how) {
    await this.host.beforeEdit?.();
    how(this.folder);
  }

  async end() {
    await this.context?.close();
    await this.host.stop();
    this.folder.delete();
  }

  report() {
    const tabs = this.tabs.map(({ log }, index) => `--- tab ${index + 1}\n${log.join("\n")}`);
    return [...tabs, `--- ${this.host.name}\n${this.host.output.slice(-40).join("\n")}`].join("\n");
  }
}

/** Runs in the page: Vite's client says so in the console alone. */
function noteViteConnection() {
  const { debug } = console;
  console.debug = (...what) => {
    if (what[0] === "[vite] connected.") window.viteConnected = true;
    debug.apply(console, what);
  };
}
