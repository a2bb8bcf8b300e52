/** A reload, and its reason on the other side. */

const KEY = "hotframe:reload";

/** Reloads the page. The reason travels in `history.state`, which works in sandboxes that have no storage. */
export function reloadPage(reason: string): void {
  try {
    history.replaceState({ ...history.state, [KEY]: reason }, "");
  } catch {
    // States that cannot be copied stay as they are; the reason is in the console above.
  }
  location.reload();
}

/** Why the page was loaded anew, told once. */
export function reloadReason(): string | undefined {
  const state = history.state as Record<string, unknown> | null;
  const reason = state?.[KEY];
  if (typeof reason !== "string") return undefined;
  const { [KEY]: _, ...rest } = state!;
  history.replaceState(Object.keys(rest).length ? rest : null, "");
  return reason;
}
