// npm Vite's development server over the same folder: the oracle.
import { createServer } from "vite";
import react from "@vitejs/plugin-react";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Longer than Vite's watcher and its debounced answers take. It has no revision that a test could wait for. */
const LONG = 300;

export class ViteHost {
  name = "vite";
  output = [];

  constructor(folder) {
    this.folder = folder;
  }

  async start() {
    const note = (message) => this.output.push(message);
    const customLogger = { info: note, warn: note, warnOnce: note, error: note, clearScreen() {}, hasErrorLogged: () => false, hasWarned: false };
    this.server = await createServer({
      root: this.folder.path,
      configFile: false,
      cacheDir: join(this.folder.path, ".vite"),
      customLogger,
      plugins: [react()],
      resolve: { alias: { "@": join(this.folder.path, "src") } },
      optimizeDeps: { include: this.folder.hasReact ? ["react", "react-dom/client", "react/jsx-dev-runtime"] : [] },
      server: { port: this.port ?? 0, host: "127.0.0.1", fs: { strict: false } },
    });
    await this.server.listen();
    this.url = this.server.resolvedUrls.local[0];
    this.port = Number(new URL(this.url).port);
  }

  stop() {
    return this.server?.close();
  }

  /** Vite's watcher overlooks a second write to a file within 50 ms of the first. */
  async beforeEdit() {
    await pause(100);
  }

  async settled() {
    await pause(LONG);
  }

  static arrived() {
    return true;
  }

  static listening() {
    return true;
  }

  get overlay() {
    return "vite-error-overlay";
  }
}
