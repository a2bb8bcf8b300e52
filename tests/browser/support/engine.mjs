// A Rails app with nothing but the engine in it, on a free port, and its editor's page with the Stimulus controller that the generator installs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const path = (name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** What an app with jsbundling makes of the controller. */
async function bundleController() {
  const contents = `import { Application } from "@hotwired/stimulus";
    import Hmr from ${JSON.stringify(path("ruby/app/javascript/hotframe/hmr_controller.js"))};
    Application.start().register("hmr", Hmr);`;
  const options = { stdin: { contents, resolveDir: path("examples") }, nodePaths: [path("examples/node_modules")], bundle: true, write: false, format: "iife" };
  return (await build(options)).outputFiles[0].text;
}

export class EngineServer {
  /** `cable`: async, redis or postgresql, which bring their own servers. */
  static async start(folder, cable = "async") {
    const child = spawn("ruby", ["-W0", path("tests/browser/support/engine.rb"), path(folder), cable], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(child, "exit").then(() => Promise.reject(new Error("the server ended before it was up")));
    const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
    ended.catch(() => {});
    return new EngineServer(child, JSON.parse(line), await bundleController());
  }

  constructor(child, { port, app }, controller) {
    this.child = child;
    this.app = app;
    this.address = `http://127.0.0.1:${port}/editor/${app}`;
    this.controller = controller;
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.stdin.end();
    await once(this.child, "exit");
  }

  /** The editor's page, when its preview shows `selector`. What the controller dispatches is in `window.seen`. */
  async open(context, selector) {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(this.address);
    await page.evaluate(() => {
      window.seen = [];
      for (const name of ["status", "message", "reveal"]) addEventListener(`hmr:${name}`, ({ detail }) => window.seen.push({ name, ...detail }));
      // Says who is there, as a session's cookie does in a real app.
      document.head.insertAdjacentHTML("beforeend", '<meta name="action-cable-url" content="/cable?user=ada">');
    });
    await page.addScriptTag({ content: this.controller });
    const frame = await (await page.waitForSelector("#preview_iframe")).contentFrame();
    await frame.waitForSelector(selector);
    await page.waitForFunction(() => window.seen.some(({ status }) => status === "ready"));
    return { page, frame };
  }
}

/** Writes a file as an editor does. Answers when that was, on a clock that all processes of the machine share. */
export const write = ({ page }, file, content) =>
  page.evaluate(
    ([file, content]) => {
      const now = performance.timeOrigin + performance.now();
      document.querySelector("[data-controller=hmr]").dispatchEvent(new CustomEvent("hmr:write", { detail: { path: file, content } }));
      return now;
    },
    [file, content],
  );
