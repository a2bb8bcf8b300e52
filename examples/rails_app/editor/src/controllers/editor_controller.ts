import { Controller } from "@hotwired/stimulus";
import { CodeView } from "../code_view";
import { FileList } from "../file_list";
import type { Diagnostic } from "../messages";

declare global {
  interface Window {
    /** For tests, benches and the console. */
    hotframeEditor?: {
      open: (path: string) => Promise<void>;
      setContent: (text: string) => void;
      content: () => string;
    };
  }
}

/** The file list and the code: says what is written, and takes over what others have saved. */
export default class EditorController extends Controller<HTMLElement> {
  static targets = ["list", "view", "path", "newFile"];
  static values = { files: String };

  declare readonly listTarget: HTMLElement;
  declare readonly viewTarget: HTMLElement;
  declare readonly pathTarget: HTMLElement;
  declare readonly newFileTarget: HTMLFormElement;
  declare readonly filesValue: string;

  private files!: FileList;
  private code!: CodeView;
  private current = "";
  /** Where a file goes that is being renamed here. */
  private renaming: string | null = null;

  connect(): void {
    this.files = new FileList(this.listTarget);
    this.code = new CodeView(this.viewTarget, (path, content) => this.dispatch("write", { detail: { path, content } }));
    window.hotframeEditor = {
      open: (path) => this.open(path),
      setContent: (text) => this.code.type(text),
      content: () => this.code.content,
    };
    void this.open(this.firstFile());
  }

  disconnect(): void {
    delete window.hotframeEditor;
  }

  choose({ currentTarget }: Event): void {
    const { file } = (currentTarget as HTMLElement).dataset;
    if (file) void this.open(file);
  }

  showNewFile(): void {
    this.newFileTarget.hidden = false;
    this.newFileTarget.querySelector("input")?.focus();
  }

  hideNewFile(): void {
    this.newFileTarget.hidden = true;
  }

  createFile(event: Event): void {
    event.preventDefault();
    const path = String(new FormData(this.newFileTarget).get("path")).trim();
    this.newFileTarget.reset();
    this.hideNewFile();
    if (!path || this.files.paths.includes(path)) return;
    this.files.add(path);
    this.code.load(path, "");
    this.dispatch("write", { detail: { path, content: "" } });
    void this.open(path);
  }

  renameFile(): void {
    const path = this.current;
    const newPath = path && prompt(`Rename ${path} to`, path)?.trim();
    if (!newPath || newPath === path || this.files.paths.includes(newPath)) return;
    this.renaming = newPath;
    this.dispatch("rename", { detail: { path, newPath } });
  }

  diagnosed({ detail: { diagnostics } }: CustomEvent<{ diagnostics: Diagnostic[] }>): void {
    this.code.diagnose(diagnostics);
  }

  removeFile(): void {
    if (this.current && confirm(`Delete ${this.current}?`)) this.dispatch("remove", { detail: { path: this.current } });
  }

  /** A place in a file; the preview may name it too, so it may be wrong. */
  async reveal({ detail: { file, line, column } }: CustomEvent<Partial<Diagnostic>>): Promise<void> {
    if (!file || !this.files.paths.includes(file)) return;
    await this.open(file);
    this.code.reveal(Number(line) || 0, Number(column) || 0);
  }

  /** Somebody saved a file. A text that this editor has changed meanwhile is kept: it is about to be saved itself. */
  async saved({ detail: { path, own, pending } }: CustomEvent<{ path: string; own: boolean; pending: boolean }>): Promise<void> {
    this.files.add(path);
    if (!own && !pending) await this.takeOver(path);
    if (own && path === this.renaming) {
      this.renaming = null;
      await this.open(path);
    }
  }

  /** The connection was away, and so were the messages about what others saved. */
  async resumed({ detail: { holds } }: CustomEvent<{ holds: (path: string) => boolean }>): Promise<void> {
    await Promise.all(this.code.paths.filter((path) => !holds(path)).map((path) => this.takeOver(path)));
  }

  deleted({ detail: { path } }: CustomEvent<{ path: string }>): void {
    this.files.remove(path);
    this.code.drop(path);
  }

  private async open(path: string): Promise<void> {
    if (!this.files.paths.includes(path)) throw new Error(`there is no ${path}`);
    this.current = path;
    this.files.select(path);
    this.pathTarget.textContent = path;
    if (!this.code.knows(path)) {
      const text = this.files.isBinary(path) ? null : await this.fetchText(path);
      if (this.current !== path) return;
      if (text === null) return this.code.showNotice("This file is not text.");
      this.code.load(path, text);
    }
    this.code.show(path);
  }

  private async takeOver(path: string): Promise<void> {
    if (!this.code.knows(path)) return;
    const before = this.code.textOf(path);
    const text = await this.fetchText(path);
    // Typed here while the answer was on its way: the newer text is this one.
    if (text !== null && this.code.textOf(path) === before) this.code.takeOver(path, text);
  }

  private async fetchText(path: string): Promise<string | null> {
    const response = await fetch(this.filesValue + path.split("/").map(encodeURIComponent).join("/"));
    return response.ok ? response.text() : null;
  }

  private firstFile(): string {
    const { paths } = this.files;
    return paths.find((path) => path === "src/App.tsx") ?? paths[0] ?? "";
  }
}
