import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorSelection, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Diagnostic } from "./messages";
import { languageOf } from "./languages";
import { theme } from "./theme";

/** Marks a change that came from the server, and must not be sent back to it. */
const fromServer = Annotation.define<boolean>();

const basics: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  highlightSelectionMatches(),
  search({ top: true }),
  lintGutter(),
  EditorState.tabSize.of(2),
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
  theme,
];

/** One CodeMirror for all files: each keeps its text, its undo history and its selection while another is shown. */
export class CodeView {
  private readonly states = new Map<string, EditorState>();
  private view: EditorView | null = null;
  private shown: string | null = null;
  private problems: Diagnostic[] = [];

  constructor(
    private readonly parent: HTMLElement,
    private readonly changed: (path: string, content: string) => void,
  ) {}

  knows(path: string): boolean {
    return this.states.has(path);
  }

  get paths(): string[] {
    return [...this.states.keys()];
  }

  get content(): string {
    return this.shown === null ? "" : this.textOf(this.shown);
  }

  textOf(path: string): string {
    const state = path === this.shown && this.view ? this.view.state : this.states.get(path);
    return state?.doc.toString() ?? "";
  }

  load(path: string, text: string): void {
    this.states.set(path, EditorState.create({ doc: text, extensions: [basics, languageOf(path), this.listener(path)] }));
  }

  show(path: string): void {
    this.keep();
    const state = this.states.get(path);
    if (!state) throw new Error(`${path} is not loaded`);
    this.shown = path;
    if (this.view) this.view.setState(state);
    else {
      this.parent.replaceChildren();
      this.view = new EditorView({ state, parent: this.parent });
    }
    this.mark();
  }

  /** Instead of a text: that a file is not one. */
  showNotice(text: string): void {
    this.keep();
    this.shown = null;
    this.view?.destroy();
    this.view = null;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.textContent = text;
    this.parent.replaceChildren(notice);
  }

  /** As if it had been typed. */
  type(text: string): void {
    this.replace(text, { userEvent: "input.type" });
  }

  /** What somebody else has saved. */
  takeOver(path: string, text: string): void {
    if (path === this.shown && this.view) {
      if (text !== this.content) this.replace(text, { annotations: fromServer.of(true) });
    } else if (text !== this.textOf(path)) this.load(path, text);
  }

  drop(path: string): void {
    this.states.delete(path);
    if (path === this.shown) this.showNotice("This file is gone.");
  }

  reveal(line: number, column: number): void {
    if (!this.view || line < 1) return;
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(line, doc.lines));
    const place = Math.min(from + Math.max(column - 1, 0), to);
    this.view.dispatch({ selection: EditorSelection.cursor(place), scrollIntoView: true });
    this.view.focus();
  }

  /** What is wrong with the app: shown at its place in the file that is open. */
  diagnose(problems: Diagnostic[]): void {
    this.problems = problems;
    this.mark();
  }

  private mark(): void {
    if (!this.view) return;
    const { state } = this.view;
    const here = this.problems.filter(({ file, line }) => file === this.shown && line > 0 && line <= state.doc.lines);
    const marks = here.map(({ line, column, severity, message }) => {
      const { from, to } = state.doc.line(line);
      const start = Math.min(from + Math.max(column - 1, 0), to);
      const word = state.wordAt(start);
      return { from: start, to: word?.to ?? Math.min(start + 1, to), severity, message };
    });
    this.view.dispatch(setDiagnostics(state, marks));
  }

  private replace(insert: string, how: { userEvent?: string; annotations?: ReturnType<typeof fromServer.of> }): void {
    this.view?.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert }, ...how });
  }

  private keep(): void {
    if (this.view && this.shown !== null) this.states.set(this.shown, this.view.state);
  }

  private listener(path: string): Extension {
    return EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((transaction) => transaction.annotation(fromServer))) return;
      this.changed(path, update.state.doc.toString());
    });
  }
}
