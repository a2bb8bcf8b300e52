/**
 * Problems, above the page that still shows its last good state. In a shadow root, so that the app's styles do not reach it; all text
 * is set as text, for it is the tenant's.
 */
import { STYLE } from "./style";
import type { PartHost } from "../parts";
import type { Diagnostic, ReportedError } from "../wire";

const NAME = "hotframe-overlay";

/** A file of the app with its place, in a stack. */
const PLACE = /((?:[\w@.-]+\/)*[\w@.$-]+\.(?:[cm]?[jt]sx?|css|scss|mdx|json)):(\d+):(\d+)/;

function create<Name extends keyof HTMLElementTagNameMap>(name: Name, className = "", text = ""): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

export class Overlay {
  private element: HTMLElement | undefined;
  private shown = "";
  /** What the reader has closed, and does not want to see again. */
  private closed = "";
  private focused: Element | null = null;

  constructor(private readonly host: PartHost) {}

  /** Shows problems in place of those shown before; none: goes away. */
  show(diagnostics: Diagnostic[], errors: ReportedError[]): void {
    const key = diagnostics.length + errors.length ? JSON.stringify([diagnostics, errors]) : "";
    if (key === this.shown) return;
    this.shown = key;
    if (!key || key === this.closed) return this.remove();
    this.closed = "";
    this.draw(diagnostics, errors);
  }

  private draw(diagnostics: Diagnostic[], errors: ReportedError[]): void {
    const box = create("div", "box");
    const title = diagnostics.length ? "The app could not be built" : "The app failed";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", title);
    box.setAttribute("aria-live", "assertive");
    box.tabIndex = -1;
    const header = create("header");
    const close = create("button", "close", "Close");
    close.setAttribute("aria-label", "Close the error overlay");
    close.onclick = () => this.close();
    header.append(create("h1", "", title), close);
    const list = create("div", "list");
    for (const diagnostic of diagnostics) list.append(this.diagnostic(diagnostic));
    for (const error of errors) list.append(this.error(error));
    box.append(header, list, create("p", "foot", diagnostics.length ? "The page below is the last good one. It updates when this is fixed." : "This goes away with the next good edit."));
    const root = this.root();
    root.replaceChildren(...this.sheet(root), create("div", "shade"), box);
    root.querySelector<HTMLElement>(".shade")!.onclick = () => this.close();
    // Keys reach it without a search; a preview that nobody works in does not take the keyboard from the editor around it.
    if (document.hasFocus()) box.focus({ preventScroll: true });
  }

  private diagnostic({ severity, message, file, line, column, frame, hint }: Diagnostic): HTMLElement {
    const article = create("article", severity);
    if (file) {
      article.append(this.place(line ? `${file}:${line}:${column}` : file, file, line, column));
    }
    article.append(create("p", "message", severity === "warning" ? `Warning: ${message}` : message));
    if (frame) article.append(create("pre", "frame", frame));
    if (hint) article.append(create("p", "hint", hint));
    return article;
  }

  private error({ message, stack, file, line = 0, column = 0, frame }: ReportedError): HTMLElement {
    const article = create("article", "error");
    if (file) article.append(this.place(`${file}:${line}:${column}`, file, line, column));
    article.append(create("p", "message", message));
    if (frame) article.append(create("pre", "frame", frame));
    if (stack) article.append(this.stack(stack));
    return article;
  }

  /** A place that the host can open in an editor. */
  private place(text: string, file: string, line: number, column: number): HTMLElement {
    const place = create("button", "place", text);
    place.setAttribute("aria-label", line ? `Open ${file}, line ${line}, column ${column}` : `Open ${file}`);
    place.onclick = () => void this.host.send({ type: "hotframe:open", file, line, column });
    return place;
  }

  private stack(stack: string): HTMLElement {
    const pre = create("pre", "stack");
    for (const line of stack.split("\n")) {
      const found = line.includes("://") ? null : PLACE.exec(line);
      if (pre.childNodes.length) pre.append("\n");
      if (!found) {
        pre.append(line);
        continue;
      }
      const [text, file, row, column] = found;
      pre.append(line.slice(0, found.index), this.place(text, file!, Number(row), Number(column)), line.slice(found.index + text.length));
    }
    return pre;
  }

  private root(): ShadowRoot {
    if (!this.element?.isConnected) {
      this.focused = document.activeElement;
      this.element = create(NAME as "div");
      this.element.attachShadow({ mode: "open" });
      document.addEventListener("keydown", this.key, true);
      // Outside of the body, which is React's in some apps.
      document.documentElement.append(this.element);
    }
    return this.element.shadowRoot!;
  }

  /** Constructed sheets are free under any content security policy; a nonce serves where there are none. */
  private sheet(root: ShadowRoot): HTMLElement[] {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      return [];
    } catch {
      const style = create("style");
      if (this.host.nonce) style.nonce = this.host.nonce;
      style.textContent = STYLE;
      return [style];
    }
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  };

  private close(): void {
    this.closed = this.shown;
    this.remove();
  }

  private remove(): void {
    if (!this.element) return;
    document.removeEventListener("keydown", this.key, true);
    this.element.remove();
    this.element = undefined;
    if (this.focused instanceof HTMLElement && document.activeElement === document.body) this.focused.focus({ preventScroll: true });
    this.focused = null;
  }
}
