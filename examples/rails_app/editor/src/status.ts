export type Status = "connecting" | "connected" | "updating" | "updated" | "error" | "offline";

/** What is known of the server, the preview and the edits between them. */
export interface State {
  cable: "new" | "up" | "down" | "rejected";
  /** Whether a page in the frame has introduced itself. */
  preview: boolean;
  /** Writes without an answer yet. */
  pending: boolean;
  /** Whether this editor has written anything. */
  edited: boolean;
  /** Whether the app builds, as far as the server said. */
  broken: boolean;
  /** What the preview or the server complained of. */
  failure: string | null;
  serverRevision: string | null;
  previewRevision: string | null;
}

export const initialState: State = {
  cable: "new",
  preview: false,
  pending: false,
  edited: false,
  broken: false,
  failure: null,
  serverRevision: null,
  previewRevision: null,
};

/** What the badge says. A function of the state, so that no order of messages leaves it wrong. */
export function statusOf(state: State): Status {
  if (state.cable === "rejected") return "error";
  if (state.cable === "down") return "offline";
  if (state.cable === "new") return "connecting";
  if (state.pending) return "updating";
  if (state.broken || state.failure) return "error";
  if (!state.preview) return "connecting";
  if (state.serverRevision !== state.previewRevision) return "updating";
  return state.edited ? "updated" : "connected";
}

export const LABELS: Record<Status, string> = {
  connecting: "Connecting",
  connected: "Connected",
  updating: "Updating",
  updated: "Updated",
  error: "Error",
  offline: "Offline",
};
