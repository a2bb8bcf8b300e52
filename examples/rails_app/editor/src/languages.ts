import { css } from "@codemirror/lang-css";
import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import type { Extension } from "@codemirror/state";

/** How a file is highlighted, by the end of its name. */
export function languageOf(path: string): Extension {
  switch (path.slice(path.lastIndexOf(".") + 1)) {
    case "tsx":
      return javascript({ jsx: true, typescript: true });
    case "ts":
    case "mts":
    case "cts":
      return javascript({ typescript: true });
    case "jsx":
    case "js":
    case "mjs":
    case "cjs":
      return javascript({ jsx: true });
    case "css":
      return css();
    case "json":
      return json();
    case "html":
    case "svg":
      return html();
    default:
      return [];
  }
}
