/** Stylesheets that modules bring: one `<style>` each, in the order that the host computed from the imports. */
import type { Sheets } from "./update";

const ATTRIBUTE = "data-hotframe-css";

export class PageSheets implements Sheets {
  nonce: string | null | undefined;
  private readonly elements = new Map<string, HTMLStyleElement>();
  private ids: string[] = [];

  set(id: string, text: string | undefined): void {
    const known = this.elements.get(id) ?? this.adopt(id);
    if (text === undefined) {
      known?.remove();
      this.elements.delete(id);
    } else if (known) {
      if (known.textContent !== text) known.textContent = text;
    } else {
      const element = document.createElement("style");
      element.setAttribute(ATTRIBUTE, id);
      if (this.nonce) element.nonce = this.nonce;
      element.textContent = text;
      this.elements.set(id, element);
      this.place(id, element);
    }
  }

  /** Sheets that the document links stand where their links stood. */
  private adopt(id: string): HTMLStyleElement | undefined {
    const element = document.querySelector<HTMLStyleElement>(`style[${ATTRIBUTE}="${CSS.escape(id)}"]`);
    if (element) this.elements.set(id, element);
    return element ?? undefined;
  }

  order(ids: string[]): void {
    this.ids = ids;
    let after: Element | undefined;
    for (const id of [...ids].reverse()) {
      const element = this.elements.get(id);
      if (!element) continue;
      // Only what stands wrong moves: a moved sheet is parsed again.
      if (after && !(element.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING)) after.before(element);
      after = element;
    }
  }

  private place(id: string, element: HTMLStyleElement): void {
    const index = this.ids.indexOf(id);
    for (const later of index < 0 ? [] : this.ids.slice(index + 1)) {
      const next = this.elements.get(later);
      if (next?.isConnected) return next.before(element);
    }
    document.head.append(element);
  }
}
