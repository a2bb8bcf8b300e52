/** The page's end of the conversation: which revision it is at, what it does about messages, and what it says back. No DOM here. */
import { plain, type Components, type Naming } from "./components";
import { Hots } from "./hot";
import { Keeper } from "./keep";
import { Registry, type Definition, type Factory, type Instance } from "./registry";
import type { Scripts } from "./scripts";
import type { Connect, Transport } from "./transports/transport";
import { Updater, type Sheets } from "./update";
import { VERSION, type Boot, type ClientMessage, type Diagnostic, type ReportedError, type ServerMessage, type UpdateMessage } from "./wire";

export type Status = "connecting" | "connected" | "updating" | "updated" | "offline" | "error";

/** What the client needs from the page. */
export interface Page {
  scripts: Scripts;
  sheets: Sheets;
  /** Shows problems above the app; none: shows the app. */
  problems(diagnostics: Diagnostic[], errors: ReportedError[]): void;
  /** The same error with its stack in terms of the app's files. */
  explain?(error: ReportedError): Promise<ReportedError>;
  /** Gets the script that knows about React, for a page that was loaded without; it calls `use`. */
  react?(): Promise<unknown>;
  status(status: Status, revision: string | null): void;
  reload(reason: string): void;
  log(level: "info" | "warn" | "error", ...what: unknown[]): void;
  /** Answers how to cancel it. */
  later(milliseconds: number, what: () => void): () => void;
  now(): number;
}

const FIRST_WAIT = 2_000;
const LAST_WAIT = 30_000;
/** Of equal errors in a row, only the first within this time is reported. */
const REPEATED = 1_000;
const SHOWN = 20;
/** Packages that are made ready by React's script; `page.rs` has the same list. */
const REACT = /^npm:(react|react-dom|zustand|redux|@reduxjs\/toolkit)(\/|$)/;
/** Maps that take longer are not waited for. */
const EXPLAINED = 5_000;

const describe = (error: unknown, kind: ReportedError["kind"]): ReportedError =>
  error instanceof Error ? { message: error.message || error.name, ...(error.stack && { stack: error.stack }), kind } : { message: String(error), kind };

/** An update that could not be applied: milliseconds since its message, and the files that were edited. */
interface Attempt {
  duration: number;
  paths: string[];
}

export class Client {
  readonly registry: Registry;
  readonly hots: Hots;
  readonly updater: Updater;
  revision: string | null = null;

  /** For those who answer for components. */
  readonly naming: Naming;
  private boot!: Boot;
  private pageName: string | null | undefined;
  private transport: Transport | undefined;
  /** Messages are dealt with one after the other. */
  private queue: Promise<unknown> = Promise.resolve();
  /** Definitions that an update brings, until all are there. */
  private staged: Map<string, Definition> | undefined;
  private readonly vendors = new Set<string>();
  private diagnostics: Diagnostic[] = [];
  private errors: ReportedError[] = [];
  /** Errors from before there was anybody to tell. */
  private unsaid: [error: ReportedError, update?: Attempt][] = [];
  private reportedAt = 0;
  private phase: "connecting" | "open" | "offline" = "connecting";
  private refused = false;
  private busy = 0;
  private updated = false;
  private reloading = false;
  private cause: string | undefined;
  /** A revision whose code throws when it is applied: only another one helps. */
  private bad: string | null = null;
  private retried = false;
  private newest = 0;
  private wait = FIRST_WAIT;
  private cancelWait: (() => void) | undefined;

  constructor(private readonly page: Page) {
    const keeper = new Keeper(() => this.registry);
    this.naming = { executing: () => this.registry.evaluation.executing?.id, variable: () => keeper.variable };
    this.hots = new Hots(() => this.registry, {
      invalidate: (instance, message) => this.invalidate(instance, message),
      send: (event, data) => void this.send({ type: "custom", event, data }),
      failed: (error) => this.failed(error, "runtime"),
    });
    this.registry = new Registry({
      meta: (instance) => this.meta(instance),
      css: (id, text) => page.sheets.set(id, text),
      register: (id, type, name) => this.components.register(id, type, name),
      signature: () => this.components.signature(),
      keep: (...value) => keeper.keep(...value),
      begin: (module) => this.updater.begin(module),
      done: (module) => this.updater.done(module),
    });
    this.registry.prepare = (id, exports) => this.components.prepare(id, exports);
    this.updater = new Updater({ registry: this.registry, hots: this.hots, components: plain, keeper, sheets: page.sheets });
  }

  /** From now on, this is who knows about components. */
  use(components: Components): void {
    this.updater.parts.components = components;
    if (this.boot) components.start(this.boot);
  }

  private get components(): Components {
    return this.updater.parts.components;
  }

  define(id: string, digest: string, specifiers: string[], factory: Factory): void {
    const definition = { digest, specifiers, factory };
    if (this.staged) this.staged.set(id, definition);
    else this.registry.define(id, definition);
  }

  /** Runs the app and connects to the host. `cause` is why the page was loaded anew, if it was. */
  start(boot: Boot, connect: Connect, cause?: string): void {
    this.cause = cause;
    this.boot = boot;
    this.components.start(boot);
    this.revision = boot.revision;
    this.pageName = boot.page;
    this.diagnostics = boot.diagnostics;
    for (const [id, row] of Object.entries(boot.edges)) this.registry.setRow(id, row);
    this.updater.entries = new Set(boot.entries);
    this.page.sheets.order(boot.css);
    if (boot.revision !== null) for (const entry of boot.entries) this.runEntry(entry);
    this.transport = connect({
      hello: () => this.stamp({ type: "hmr_ready", revision: this.revision }),
      open: () => this.opened(),
      message: (message) => void this.receive(message),
      close: () => this.closed(),
      silent: () => this.wake(true),
      refused: (reason) => this.refuse(reason),
    });
    this.show();
  }

  /** Deals with a message after those before it. */
  receive(message: ServerMessage): Promise<void> {
    return this.enqueue(() => this.handle(message));
  }

  /** The page is looked at again, or the network is back. */
  wake(mayBeStale: boolean): void {
    this.transport?.wake();
    if (mayBeStale && this.phase === "open") this.sync();
  }

  failed(error: unknown, kind: ReportedError["kind"], update?: Attempt): void {
    const described = describe(error, kind);
    const last = this.errors.at(-1);
    const now = this.page.now();
    if (last?.message === described.message && now - this.reportedAt < REPEATED) return;
    this.reportedAt = now;
    this.errors = [...this.errors, described].slice(-SHOWN);
    if (this.page.explain) void this.explain(described, this.page.explain(described), update);
    else this.tell(described, update);
    this.show();
  }

  /** Tells of an error once its stack is explained, or cannot be. */
  private async explain(error: ReportedError, explained: Promise<ReportedError>, update: Attempt | undefined): Promise<void> {
    const late = new Promise<never>((_, reject) => this.page.later(EXPLAINED, reject as () => void));
    try {
      Object.assign(error, await Promise.race([explained, late]));
      this.show();
    } catch {
      // As the browser said it, then.
    }
    this.tell(error, update);
  }

  send(message: ClientMessage): boolean {
    return this.transport?.send(this.stamp(message)) ?? false;
  }

  /** An error that an update leads to is told after its success, so that it is the last word. */
  private tell(error: ReportedError, update?: Attempt): void {
    if (this.busy || !this.send({ type: "hmr_error", revision: this.revision, error, ...update })) this.unsaid = [...this.unsaid, [error, update] as [ReportedError, Attempt?]].slice(-SHOWN);
  }

  private tellAll(): void {
    for (const [error, update] of this.unsaid.splice(0)) this.tell(error, update);
  }

  private stamp(message: ClientMessage): object {
    return { v: VERSION, app: this.boot.app, ...message };
  }

  private enqueue(work: () => Promise<void> | void): Promise<void> {
    const result = this.queue.then(async () => {
      if (this.reloading) return;
      try {
        await work();
      } catch (error) {
        this.page.log("error", error);
        this.failed(error, "apply");
      }
    });
    this.queue = result;
    return result;
  }

  private runEntry(entry: string): void {
    const failed = (error: unknown) => {
      this.page.log("error", error);
      this.failed(error, "runtime");
    };
    try {
      const running = this.registry.run(entry);
      if (running) running.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  private meta(instance: Instance): Record<string, unknown> {
    const { id } = instance.module;
    return { url: new URL(id, new URL(this.boot.base, globalThis.location?.href ?? "http://localhost/")).href, env: {}, hot: this.hots.create(instance) };
  }

  private invalidate({ module }: Instance, message: string | undefined): void {
    // On its first run there is nothing older to get rid of.
    if (module.state === "running" && !this.updater.active) return;
    if (this.updater.invalidate(module, message)) return;
    void this.enqueue(async () => {
      const outcome = await this.updater.passUp(module, message);
      if (!outcome.applied) this.reload(message ? `${outcome.reason}: ${message}` : outcome.reason);
    });
  }

  // Messages

  private async handle(message: ServerMessage): Promise<void> {
    if (typeof message?.v !== "number" || (message.app != null && String(message.app) !== String(this.boot.app))) return;
    if (message.v !== VERSION) return this.part(message.v);
    if (message.type === "custom") return this.hots.emit(message.event, message.data);
    // Messages may overtake each other; what came late may be outdated, and only the host knows.
    const late = message.timestamp < this.newest && !this.cancelWait;
    this.newest = Math.max(this.newest, message.timestamp || 0);
    switch (message.type) {
      case "connected":
        this.compare(message.to, message.page);
        if (message.to === this.revision) this.isBack(message.diagnostics);
        else if (message.to === null) this.diagnose(message.diagnostics);
        break;
      case "hmr_update":
      case "hmr_batch":
        if (message.from === this.revision) await this.update(message);
        else if (message.to !== this.revision) this.sync();
        else this.isBack(message.diagnostics);
        break;
      case "build_error":
        if (message.to === this.revision || message.to === null || this.cancelWait) {
          this.answered();
          this.diagnose(message.diagnostics.length ? message.diagnostics : [{ severity: "error", code: "build", message: message.error, file: message.path ?? "", line: 0, column: 0, frame: "" }]);
        } else {
          this.sync();
        }
        break;
      case "preview_refreshed":
        // From elsewhere to where we are: we have been reloaded for it already.
        if (message.from === this.revision || message.to !== this.revision) this.reload(message.reason, message.to);
        break;
      default:
        return;
    }
    if (late && !this.reloading) this.sync();
  }

  /** The host speaks a version of the wire that this page does not: a page of that host's own would. */
  private part(version: number): void {
    const reason = `the host speaks version ${version} of the wire, this page ${VERSION}`;
    if (this.cause === reason) this.refuse(reason);
    else this.reload(reason);
  }

  /** The host is where we are. If we could not follow it to where it was in between, nothing is wrong any more. */
  private isBack(diagnostics: Diagnostic[] | undefined): void {
    if (this.bad !== null) this.errors = this.errors.filter(({ kind }) => kind !== "apply");
    this.bad = null;
    this.answered();
    this.diagnose(diagnostics);
  }

  private compare(revision: string | null, page: string | null | undefined): void {
    this.pageName ??= page;
    const differs = revision !== null && revision !== this.revision && revision !== this.bad;
    if (differs || (page != null && this.pageName != null && page !== this.pageName)) this.sync();
    else this.answered();
  }

  private async update(message: UpdateMessage): Promise<void> {
    const started = this.page.now();
    this.busy++;
    this.show();
    try {
      await this.apply(message, started);
    } finally {
      this.busy--;
      this.tellAll();
      this.show();
    }
  }

  private async apply(message: UpdateMessage, started: number): Promise<void> {
    this.answered();
    let definitions: Map<string, Definition>;
    try {
      definitions = await this.load(message);
    } catch (error) {
      // Nothing was changed. The host may have moved on and forgotten what we asked for: once more, from where we are.
      this.failed(error, "apply", { duration: this.page.now() - started, paths: message.paths });
      this.page.log("error", "[hotframe] the update was rejected:", error);
      if (!this.retried) this.sync();
      this.retried = true;
      return;
    }
    const seen = this.errors.length;
    if (this.revision === null) this.updater.entries = new Set(message.entries);
    let outcome;
    try {
      outcome = await this.updater.apply({ definitions, rows: message.edges, removed: message.removed, css: message.css });
    } catch (error) {
      this.bad = message.to;
      this.page.log("error", error);
      this.failed(error, "apply", { duration: this.page.now() - started, paths: message.paths });
      return;
    }
    if (!outcome.applied) return this.reload(outcome.reason, message.to, started, message.paths);
    this.revision = message.to;
    this.bad = null;
    this.retried = false;
    // Those that this update itself led to stay, and where nothing but sheets changed, all of them.
    if (message.modules.some(({ kind }) => kind !== "css") || message.removed.length) this.errors = this.errors.slice(seen);
    this.diagnose(message.diagnostics);
    if (!message.modules.length && !message.paths.length) return;
    this.updated = true;
    this.send({ type: "hmr_success", revision: this.revision, outcome: "applied", duration: this.page.now() - started, paths: message.paths });
  }

  /** Gets and parses everything, without a trace in the registry. */
  private async load(message: UpdateMessage): Promise<Map<string, Definition>> {
    const { scripts } = this.page;
    if (message.vendor && !this.vendors.has(message.vendor)) {
      await scripts.load(message.vendor);
      this.vendors.add(message.vendor);
      // Nothing of the packages has run yet.
      if (this.components === plain && [...this.registry.provided()].some((id) => REACT.test(id))) await this.page.react?.();
    }
    const staged = (this.staged = new Map<string, Definition>());
    const loading = message.modules.flatMap(({ url, integrity }) => (url ? [scripts.load(url, integrity)] : []));
    try {
      for (const { code } of message.modules) if (code != null) scripts.run(code);
    } finally {
      // What arrives late must not be taken for a definition of its own.
      if (loading.length) await Promise.allSettled(loading);
      this.staged = undefined;
    }
    await Promise.all(loading);
    const definitions = new Map<string, Definition>();
    for (const { id, digest } of message.modules) {
      const definition = staged.get(id);
      if (definition?.digest !== digest) throw new Error(`hotframe: the update lacks ${id}`);
      definitions.set(id, definition);
    }
    return definitions;
  }

  private reload(reason: string, to = this.revision, started = 0, paths: string[] = []): void {
    if (this.reloading) return;
    this.reloading = true;
    this.hots.emit("vite:beforeFullReload", { type: "full-reload", reason });
    this.send({ type: "hmr_success", revision: to, outcome: "reloading", reason, duration: started && this.page.now() - started, paths });
    this.page.log("info", `[hotframe] the page reloads: ${reason}`);
    this.page.reload(reason);
  }

  private diagnose(diagnostics: Diagnostic[] = []): void {
    const [worst] = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const before = JSON.stringify(this.diagnostics);
    this.diagnostics = diagnostics;
    if (worst && JSON.stringify(diagnostics) !== before) {
      const { message, file, frame, line, column } = worst;
      this.hots.emit("vite:error", { type: "error", err: { message, stack: "", id: file, frame, loc: { file, line, column } } });
    }
    this.show();
  }

  // The connection

  private opened(): void {
    this.phase = "open";
    this.tellAll();
    this.hots.emit("vite:ws:connect", {});
    this.show();
  }

  private closed(): void {
    this.answered();
    if (this.phase === "open") this.hots.emit("vite:ws:disconnect", {});
    this.phase = "offline";
    this.show();
  }

  private refuse(reason: string): void {
    if (this.refused) return;
    this.refused = true;
    this.page.log("warn", `[hotframe] ${reason}`);
    this.show();
  }

  /** Asks for what is missing, until there is an answer: messages may be lost on the way. */
  private sync(): void {
    if (this.cancelWait || this.reloading) return;
    const have: Record<string, string> = {};
    for (const { id, definition } of this.registry.modules.values()) if (definition) have[id] = definition.digest;
    // Packages have no digest: the host knows which versions a page has by its name.
    for (const id of this.registry.provided()) have[id] ??= "";
    this.send({ type: "sync", from: this.revision, have, ...(this.pageName != null && { page: this.pageName }) });
    this.cancelWait = this.page.later(this.wait, () => {
      this.cancelWait = undefined;
      if (this.phase !== "open") return;
      if (this.wait > FIRST_WAIT) this.transport?.renew();
      this.wait = Math.min(this.wait * 2, LAST_WAIT);
      this.sync();
    });
  }

  private answered(): void {
    this.cancelWait?.();
    this.cancelWait = undefined;
    this.wait = FIRST_WAIT;
  }

  private status(): Status {
    if (this.refused) return "error";
    if (this.phase !== "open") return this.phase;
    if (this.busy || this.reloading) return "updating";
    if (this.errors.length || this.diagnostics.some((diagnostic) => diagnostic.severity === "error")) return "error";
    return this.updated ? "updated" : "connected";
  }

  private shown: Status | undefined;

  private show(): void {
    const status = this.status();
    this.page.problems(
      this.diagnostics.some((diagnostic) => diagnostic.severity === "error") ? this.diagnostics : [],
      this.errors,
    );
    this.page.status(status, this.revision);
    if (status !== this.shown) this.send({ type: "hmr_status", status });
    this.shown = status;
  }
}
