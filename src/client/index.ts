/** The page's only global: `hotframe`. */
import { Client } from "./client";
import { Parts, type Problems } from "./parts";
import { reloadPage, reloadReason } from "./reload";
import { PageScripts } from "./scripts";
import { PageSheets } from "./sheets";
import { showStatus } from "./status";
import { none } from "./transports/none";
import type { Factory } from "./registry";
import type { Components } from "./components";
import type { PartHost } from "./parts";
import type { Connect, Transport } from "./transports/transport";
import type { Boot, Diagnostic, ReportedError, TransportOptions } from "./wire";

/** Shorter absences miss nothing that the connection would not notice. */
const LONG_AWAY = 5_000;

const scripts = new PageScripts();
const sheets = new PageSheets();
const parts = new Parts(scripts, (document.currentScript as HTMLScriptElement).src, {
  naming: { executing: () => client.naming.executing(), variable: () => client.naming.variable() },
  send: (message) => client.send(message),
  failed: (error) => client.failed(error, "runtime"),
  problems: loadProblems,
});

/** Problems are rare: what shows them is loaded with the first. */
let problems: Problems | undefined;
let latest: [diagnostics: Diagnostic[], errors: ReportedError[]] = [[], []];

async function loadProblems(): Promise<Problems> {
  problems ??= await parts.get<Problems>("problems");
  problems.show(...latest);
  return problems;
}

const client = new Client({
  scripts,
  sheets,
  problems(diagnostics, errors) {
    latest = [diagnostics, errors];
    if (problems) problems.show(diagnostics, errors);
    // Without it, they are in the console.
    else if (diagnostics.length + errors.length) loadProblems().catch(() => console.error("[hotframe]", ...diagnostics.map(({ file, line, message }) => `${file}:${line} ${message}`)));
  },
  react: () => parts.get("react"),
  explain: async (error) => (await loadProblems()).explain(error),
  status: showStatus,
  reload: reloadPage,
  log: (level, ...what) => console[level](...what),
  later(milliseconds, what) {
    const timer = setTimeout(what, milliseconds);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
});

let started = false;

addEventListener("error", (event) => {
  if (scripts.claim(event) || !started) return;
  // A failed image is no error of the code; a layout loop is no error at all; other origins say nothing.
  if (!(event instanceof ErrorEvent) || /^ResizeObserver loop/.test(event.message) || (event.message === "Script error." && !event.error)) return;
  client.failed(event.error ?? event.message, "runtime");
});
addEventListener("unhandledrejection", (event) => {
  if (started) client.failed(event.reason, "runtime");
});

/** The page's script brings the way that it uses; another one, written into the page by somebody else, is loaded. */
function way(options: TransportOptions, app: string): Connect {
  type Way = (options: TransportOptions, app: string) => Connect;
  const known = parts.known<Way>(options.kind);
  if (known) return known(options, app);
  return (handlers) => {
    let transport: Transport | undefined;
    void parts.get<Way>(options.kind).then((way) => (transport = way(options, app)(handlers)));
    return { send: (message) => transport?.send(message) ?? false, wake: () => transport?.wake(), renew: () => transport?.renew() };
  };
}

function start(boot: Boot): void {
  started = true;
  scripts.nonce = sheets.nonce = parts.host.nonce = boot.nonce;
  parts.host.base = new URL(boot.base, location.href).href;
  const reason = reloadReason();
  if (reason !== undefined) console.info(`[hotframe] the page was reloaded: ${reason}`);
  const { transport, app } = boot;
  client.start(boot, transport.kind === "none" ? none : way(transport, app), reason);
  let left = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) left = Date.now();
    else client.wake(left > 0 && Date.now() - left > LONG_AWAY);
  });
  addEventListener("online", () => client.wake(true));
}

const hotframe = {
  define: (id: string, digest: string, specifiers: string[], factory: Factory) => client.define(id, digest, specifiers, factory),
  provide: (packages: Record<string, () => unknown>) => client.registry.provide(packages),
  require: (id: string) => client.registry.require(id),
  start,
  plug(name: string, make: (host: PartHost) => unknown) {
    const part = parts.plug(name, make);
    if (name === "react") client.use(part as Components);
  },
  /** The revision that the page shows. */
  get revision() {
    return client.revision;
  },
};

Object.defineProperty(globalThis, "hotframe", { value: hotframe, configurable: true });
