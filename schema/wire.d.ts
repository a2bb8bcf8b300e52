/** Hotframe's wire. Made from `src/message`; see `wire.schema.json`. */

export type Message = ({ type: "connected"; diagnostics: (Diagnostic)[]; page?: (string | null) } | { type: "hmr_update"; path: string; paths: (string)[]; modules: (WireModule)[]; edges: Record<string, Record<string, string>>; removed: (string)[]; css: (string)[]; entries: (string)[]; vendor: (string | null); diagnostics: (Diagnostic)[]; took: number } | { type: "hmr_batch"; paths: (string)[]; modules: (WireModule)[]; edges: Record<string, Record<string, string>>; removed: (string)[]; css: (string)[]; entries: (string)[]; vendor: (string | null); diagnostics: (Diagnostic)[]; took: number } | { type: "build_error"; error: string; path: (string | null); diagnostics: (Diagnostic)[] } | { type: "preview_refreshed"; reason: string } | { type: "custom"; event: string; data: unknown }) & { v: number; app: string; from: (string | null); to: (string | null); timestamp: number };

export type Diagnostic = { severity: Severity; code: string; message: string; file: string; line: number; column: number; frame: string; hint?: (string | null) };

export type Severity = ("error" | "warning");

export type WireModule = { id: string; digest: string; kind: Kind; code?: (string | null); url?: (string | null); integrity?: (string | null) };

export type Kind = ("script" | "css" | "json" | "asset" | "text" | "unknown");

export type ClientMessage = ({ type: "hmr_ready"; revision: (string | null) } | { type: "sync"; from: (string | null); have: Record<string, string>; page?: (string | null) } | { type: "hmr_success"; revision: (string | null); outcome: Outcome; reason?: (string | null); duration: number; paths: (string)[] } | { type: "hmr_error"; revision: (string | null); error: ReportedError; duration?: (number | null); paths?: ((string)[] | null) } | { type: "hmr_status"; status: string } | { type: "hmr_console"; entries: (ConsoleEntry)[]; dropped: number } | { type: "hotframe:open"; file: string; line: number; column: number } | { type: "custom"; event: string; data?: unknown });

export type Outcome = ("applied" | "reloading");

export type ReportedError = { message: string; stack?: (string | null); kind: ReportKind; file?: (string | null); line?: (number | null); column?: (number | null); frame?: (string | null) };

export type ReportKind = ("runtime" | "apply");

export type ConsoleEntry = { level: ConsoleLevel; text: string; timestamp: number };

export type ConsoleLevel = ("debug" | "log" | "info" | "warn" | "error");
