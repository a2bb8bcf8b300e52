/**
 * `import.meta.hot`, as in Vite. For editors: `/// <reference types="hotframe/hot" />` or copy this file into the app.
 */

interface HotModule {
  readonly [name: string]: any;
}

interface HotUpdate {
  type: "js-update" | "css-update";
  /** The module that accepts, as an address from the root. */
  path: string;
  /** The module whose change it accepts. */
  acceptedPath: string;
  timestamp: number;
}

interface HotEvents {
  "vite:beforeUpdate": { type: "update"; updates: HotUpdate[] };
  "vite:afterUpdate": { type: "update"; updates: HotUpdate[] };
  "vite:beforePrune": { type: "prune"; paths: string[] };
  "vite:beforeFullReload": { type: "full-reload"; path?: string; reason: string };
  "vite:invalidate": { path: string; message: string | undefined };
  "vite:error": { type: "error"; err: { message: string; stack: string; id?: string; frame?: string; loc?: { file: string; line: number; column: number } } };
  "vite:ws:connect": { webSocket?: WebSocket };
  "vite:ws:disconnect": { webSocket?: WebSocket };
}

interface ImportMetaHot {
  /** Kept while the module is replaced, until it is pruned. */
  readonly data: any;
  accept(): void;
  accept(callback: (module: HotModule | undefined) => void): void;
  accept(dependency: string, callback?: (module: HotModule | undefined) => void): void;
  accept(dependencies: readonly string[], callback?: (modules: (HotModule | undefined)[]) => void): void;
  acceptExports(names: string | readonly string[], callback?: (module: HotModule | undefined) => void): void;
  /** Awaited before the module runs again. */
  dispose(callback: (data: any) => void | Promise<void>): void;
  prune(callback: (data: any) => void | Promise<void>): void;
  /** Passes the update on to the importers. */
  invalidate(message?: string): void;
  /** An edit of this module reloads the page. */
  decline(): void;
  on<Name extends keyof HotEvents>(event: Name, callback: (payload: HotEvents[Name]) => void): void;
  on(event: string, callback: (payload: any) => void): void;
  off<Name extends keyof HotEvents>(event: Name, callback: (payload: HotEvents[Name]) => void): void;
  off(event: string, callback: (payload: any) => void): void;
  /** Sends an event to the host. */
  send(event: string, data?: unknown): void;
}

interface ImportMeta {
  readonly hot?: ImportMetaHot;
  url: string;
}
