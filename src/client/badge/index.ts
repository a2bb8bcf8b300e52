/** A small sign in the corner of the page that says how the connection is. It takes no clicks, and goes when there is nothing to say. */
import { STYLE } from "./style";

const TEXTS: Record<string, string> = {
  connecting: "Connecting…",
  connected: "Connected",
  updating: "Updating…",
  updated: "Updated",
  offline: "Offline: changes are not shown until the connection is back",
  error: "There is a problem",
};
/** Good news need not stay. */
const QUIET = new Set(["connected", "updated"]);
const SHOWN = 1_500;

const host = document.createElement("hotframe-badge");
const root = host.attachShadow({ mode: "open" });
const sign = document.createElement("div");
const text = document.createElement("span");
sign.setAttribute("role", "status");
sign.setAttribute("aria-live", "polite");
sign.append(document.createElement("i"), text);
try {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
} catch {
  const style = document.createElement("style");
  style.nonce = document.currentScript?.nonce ?? "";
  style.textContent = STYLE;
  root.append(style);
}
root.append(sign);

let timer = 0;

function show(status: string): void {
  clearTimeout(timer);
  host.dataset.status = status;
  host.toggleAttribute("data-quiet", false);
  // Set only when it is another one: screen readers say it again otherwise.
  if (text.textContent !== TEXTS[status]) text.textContent = TEXTS[status] ?? status;
  if (QUIET.has(status)) timer = window.setTimeout(() => host.toggleAttribute("data-quiet", true), SHOWN);
}

addEventListener("hotframe:status", (event) => show((event as CustomEvent<{ status: string }>).detail.status));
// Outside of the body, which is React's in some apps.
document.documentElement.append(host);
show(document.documentElement.dataset.hotframe ?? "connecting");
