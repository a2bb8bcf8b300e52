/** How things are, where hosts, styles and tests can read it. */
import type { Status } from "./client";

let said = "";

export function showStatus(status: Status, revision: string | null): void {
  const { dataset } = document.documentElement;
  dataset.hotframe = status;
  dataset.hotframeRevision = revision ?? "";
  const now = `${status} ${revision}`;
  if (now === said) return;
  said = now;
  window.dispatchEvent(new CustomEvent("hotframe:status", { detail: { status, revision } }));
}
