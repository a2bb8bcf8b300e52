/** The parts of the wire that the editor reads; everything else is between the server and the preview. */
export interface Diagnostic {
  severity: "error" | "warning";
  message: string;
  file: string;
  line: number;
  column: number;
  frame: string;
}

export interface ServerMessage {
  v: 1;
  type: string;
  app: string;
  timestamp: number;
  to?: string | null;
  diagnostics?: Diagnostic[];
}

/** The answer to a write, which every editor of the app hears. */
export interface SavedMessage extends ServerMessage {
  type: "file_saved" | "file_deleted";
  path: string;
  seq: number | null;
  editor: string | null;
  ok: boolean;
}

/** The answer to a document of the visual editor. */
export interface PuckSavedMessage extends ServerMessage {
  type: "puck_saved";
  seq: number | null;
  /** Names the page that was written. */
  seen: string | null;
}

export interface ErrorMessage extends ServerMessage {
  type: "error";
  code: string;
  error: string;
  path: string | null;
  seq: number | null;
}

/** How far a deployment is, for everybody who watches the app. */
export interface DeployProgress extends ServerMessage {
  type: "deploy_progress";
  status: "pending" | "building" | "deploying" | "deployed" | "failed";
  /** Percent. */
  progress: number;
  phase: string;
  deployment_id: string;
  deployment_url: string | null;
}

/** What a preview says: over `postMessage` the first time, then over its port. */
export interface PreviewMessage {
  type: string;
  revision?: string | null;
  outcome?: "applied" | "reloading";
  reason?: string;
  duration?: number;
  paths?: string[];
  from?: string | null;
  have?: Record<string, string>;
  page?: string | null;
  /** Of `hotframe:open`: a place that was clicked in the overlay. */
  file?: string;
  line?: number;
  column?: number;
  error?: { message: string; stack?: string; kind: "runtime" | "apply" };
}

export const isSaved = (message: ServerMessage): message is SavedMessage =>
  message.type === "file_saved" || message.type === "file_deleted";

export const isPuckSaved = (message: ServerMessage): message is PuckSavedMessage => message.type === "puck_saved";

export const isDeployProgress = (message: ServerMessage): message is DeployProgress => message.type === "deploy_progress";

export const isError = (message: ServerMessage): message is ErrorMessage => message.type === "error";
