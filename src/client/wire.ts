/** What travels between the page and its host. Unknown types and fields are ignored. */

export const VERSION = 1;

export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  message: string;
  file: string;
  /** From 1; 0: no place in the text. */
  line: number;
  column: number;
  frame: string;
  hint?: string | null;
}

/** The imports of one module: specifier as written -> module. */
export type Row = Record<string, string>;

/** What stands before the specifiers of a row that a module does not import by that name, and only says to `import.meta.hot.accept`. */
export const ACCEPTANCE = "accept:";

/** The modules that a module imports. */
export const imported = (row: Row = {}): string[] => Object.keys(row).flatMap((specifier) => (specifier.startsWith(ACCEPTANCE) ? [] : [row[specifier]!]));

export interface WireModule {
  id: string;
  digest: string;
  kind: string;
  code?: string | null;
  url?: string | null;
  /** What the bytes there must be. */
  integrity?: string | null;
}

interface Envelope {
  v: number;
  app: string;
  from: string | null;
  to: string | null;
  timestamp: number;
}

export interface Connected extends Envelope {
  type: "connected";
  diagnostics?: Diagnostic[];
  page?: string | null;
}

export interface UpdateMessage extends Envelope {
  type: "hmr_update" | "hmr_batch";
  path?: string;
  paths: string[];
  modules: WireModule[];
  edges: Record<string, Row>;
  removed: string[];
  css: string[];
  entries: string[];
  vendor?: string | null;
  diagnostics?: Diagnostic[];
}

export interface BuildError extends Envelope {
  type: "build_error";
  error: string;
  path?: string | null;
  diagnostics: Diagnostic[];
}

export interface PreviewRefreshed extends Envelope {
  type: "preview_refreshed";
  reason: string;
}

/** A host's own event, for `import.meta.hot.on(event, ...)`. */
export interface Custom extends Envelope {
  type: "custom";
  event: string;
  data?: unknown;
}

export type ServerMessage = Connected | UpdateMessage | BuildError | PreviewRefreshed | Custom;

export interface ReportedError {
  message: string;
  /** In terms of the app's files, where their maps could be had. */
  stack?: string;
  kind: "runtime" | "apply";
  /** Where it comes from, and the text around it. */
  file?: string;
  line?: number;
  column?: number;
  frame?: string;
}

/** One call of the console. */
export interface ConsoleEntry {
  level: "debug" | "log" | "info" | "warn" | "error";
  text: string;
  timestamp: number;
}

export type ClientMessage =
  | { type: "hmr_ready"; revision: string | null }
  | { type: "sync"; from: string | null; have: Record<string, string>; page?: string }
  | { type: "hmr_success"; revision: string | null; outcome: "applied" | "reloading"; reason?: string; duration: number; paths: string[] }
  | { type: "hmr_error"; revision: string | null; error: ReportedError; duration?: number; paths?: string[] }
  | { type: "hmr_status"; status: string }
  | { type: "hmr_console"; entries: ConsoleEntry[]; dropped: number }
  | { type: "hotframe:open"; file: string; line: number; column: number }
  | { type: "custom"; event: string; data?: unknown };

export type TransportOptions =
  | { kind: "none" }
  | { kind: "parent"; origin: string }
  | { kind: "socket"; url: string }
  | { kind: "cable"; url: string; identifier?: string | null; token?: string | null };

/** What the page's last script passes to `hotframe.start`. */
export interface Boot {
  v: number;
  app: string;
  base: string;
  revision: string | null;
  page?: string | null;
  entries: string[];
  edges: Record<string, Row>;
  css: string[];
  diagnostics: Diagnostic[];
  nonce?: string | null;
  transport: TransportOptions;
}
