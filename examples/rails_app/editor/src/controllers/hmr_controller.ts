import { Controller } from "@hotwired/stimulus";
import { createConsumer, type Consumer, type Subscription } from "@rails/actioncable";
import { isDeployProgress, isError, isSaved, type Diagnostic, type PreviewMessage, type SavedMessage, type ServerMessage } from "../messages";
import { PreviewPort } from "../preview_port";
import { SaveQueue, type Write } from "../save_queue";
import { initialState, LABELS, statusOf, type State } from "../status";

const RETRY_EVERY = 1000;
/** How often the server is asked where the app is: the cable delivers at most once, and a lost last message would never be noticed. */
const BEAT = 5000;

/** Holds the app's cable, hands the server's messages to the preview, and says on the badge how things are. */
export default class HmrController extends Controller<HTMLElement> {
  static targets = ["iframe", "status", "diagnostic"];
  static values = { app: String, origin: String, src: String };

  declare readonly iframeTarget: HTMLIFrameElement;
  declare readonly statusTarget: HTMLElement;
  declare readonly diagnosticTarget: HTMLElement;
  declare readonly appValue: string;
  declare readonly originValue: string;
  declare readonly srcValue: string;

  private readonly editor = crypto.randomUUID();
  private readonly saves = new SaveQueue((write) => this.send(write));
  private state: State = initialState;
  private diagnostics: Diagnostic[] = [];
  private newest = 0;
  private diagnosed = 0;
  private writtenAt = 0;
  private took: number | null = null;
  private consumer!: Consumer;
  private subscription!: Subscription;
  private port!: PreviewPort;
  private retry = 0;
  private beat = 0;
  private readonly renames: { path: string; newPath: string }[] = [];

  connect(): void {
    this.port = new PreviewPort(this.iframeTarget, this.originValue, this.appValue, {
      ready: (revision) => this.previewReady(revision),
      message: (message) => this.fromPreview(message),
    });
    this.consumer = createConsumer("/cable");
    this.subscription = this.consumer.subscriptions.create(
      { channel: "AppPreviewChannel", app_id: this.appValue },
      {
        connected: () => this.cableUp(),
        disconnected: () => this.cableDown(),
        rejected: () => this.update({ cable: "rejected", failure: "You may not open this app." }),
        received: (message: ServerMessage) => this.fromServer(message),
      },
    );
    // Only now, so that the page's first words find somebody who listens.
    this.port.listen();
    this.iframeTarget.src = this.srcValue;
  }

  disconnect(): void {
    clearInterval(this.retry);
    clearInterval(this.beat);
    this.port.close();
    this.consumer.disconnect();
  }

  // Actions

  write({ detail: { path, content } }: CustomEvent<{ path: string; content: string }>): void {
    this.writtenAt = performance.now();
    this.saves.put(path, content);
    this.update({ edited: true });
  }

  remove({ detail: { path } }: CustomEvent<{ path: string }>): void {
    this.saves.put(path, null);
    this.update({ edited: true });
  }

  /** Waits for the writes that are under way: one that came after would make the old file again. */
  rename({ detail }: CustomEvent<{ path: string; newPath: string }>): void {
    this.renames.push(detail);
    this.update({ edited: true });
  }

  /** What the visual editor asks of the server. Its answers are heard as `hmr:heard`. */
  perform({ detail: { action, ...data } }: CustomEvent<{ action: string }>): void {
    this.writtenAt = performance.now();
    this.subscription.perform(action, data);
    this.update({ edited: true });
  }

  refresh(): void {
    this.subscription.perform("refresh_preview", { reason: "asked for in the editor" });
  }

  /** A click on the problem leads to its place. */
  reveal(): void {
    const [first] = this.diagnostics;
    if (first) this.dispatch("reveal", { detail: first });
  }

  // The cable

  private cableUp(): void {
    const again = this.state.cable === "down";
    clearInterval(this.retry);
    this.update({ cable: "up" });
    // A message may have passed between the server's greeting and this confirmation, so ask where the app is now.
    this.askWhere();
    clearInterval(this.beat);
    this.beat = window.setInterval(() => this.askWhere(), BEAT);
    if (again) this.dispatch("resumed", { detail: { holds: (path: string) => this.saves.holds(path) } });
    this.saves.resume();
  }

  private askWhere(): void {
    this.subscription.perform("hmr_ready", { revision: this.state.previewRevision });
  }

  private cableDown(): void {
    clearInterval(this.beat);
    this.saves.suspend();
    this.update({ cable: "down" });
    // ActionCable itself tries again after six seconds and more.
    clearInterval(this.retry);
    this.retry = window.setInterval(() => this.consumer.connect(), RETRY_EVERY);
  }

  private send({ path, content, seq }: Write): void {
    const about = { path, seq, editor: this.editor };
    if (content === null) this.subscription.perform("delete_file", about);
    else this.subscription.perform("update_file", { ...about, content });
  }

  private fromServer(message: ServerMessage): void {
    this.dispatch("heard", { detail: message });
    if (isSaved(message)) return this.saved(message);
    if (isDeployProgress(message)) return void this.dispatch("deploy", { detail: message });
    if (isError(message)) {
      this.saves.settle(message.seq);
      return this.update({ failure: message.error });
    }

    this.port.post(message);
    this.moveTo(message);
  }

  private saved(message: SavedMessage): void {
    if (message.editor === this.editor) this.saves.settle(message.seq);
    this.moveTo(message);
    this.dispatch(message.type === "file_saved" ? "saved" : "deleted", {
      detail: { path: message.path, own: message.editor === this.editor, pending: this.saves.holds(message.path) },
    });
  }

  /** Where the app is. The cable may swap messages, also an error and the answer to the write that caused it: only the newest of each counts. */
  private moveTo(message: ServerMessage & { ok?: boolean }): void {
    const { to, timestamp, ok, diagnostics } = message;
    const errors = ok === true ? [] : diagnostics?.filter((diagnostic) => diagnostic.severity === "error");
    if (errors && timestamp >= this.diagnosed) {
      this.diagnosed = timestamp;
      this.diagnostics = errors;
      this.dispatch("diagnosed", { detail: { diagnostics: errors } });
    }

    const change: Partial<State> = {};
    if (to !== undefined && timestamp >= this.newest) {
      this.newest = timestamp;
      change.serverRevision = to;
      if (ok === false) change.broken = true;
      else if (errors) change.broken = errors.length > 0;
    }
    this.update(change);
  }

  // The preview

  private previewReady(revision: string | null): void {
    this.update({ preview: true, previewRevision: revision, failure: null });
    if (this.state.cable === "up") this.subscription.perform("hmr_ready", { revision });
  }

  private fromPreview(message: PreviewMessage): void {
    const { type, revision = null, outcome, reason, duration, error, paths } = message;
    switch (type) {
      case "sync":
        this.subscription.perform("sync", { from: message.from ?? null, have: message.have ?? {}, page: message.page ?? null });
        break;
      case "hmr_success":
        if (this.writtenAt) this.took = performance.now() - this.writtenAt;
        this.writtenAt = 0;
        // A page that is about to load again is not there yet: it will introduce itself.
        this.update(outcome === "reloading" ? { preview: false } : { previewRevision: revision, failure: null });
        this.subscription.perform("hmr_success", { revision, outcome, reason, duration, paths });
        break;
      case "hotframe:open":
        this.dispatch("reveal", { detail: { file: message.file, line: message.line, column: message.column } });
        break;
      case "hmr_error":
        this.update({ failure: error?.message ?? "The preview failed." });
        this.subscription.perform("hmr_error", { revision, error });
        break;
    }
  }

  // The badge

  private update(change: Partial<State>): void {
    this.state = { ...this.state, ...change, pending: this.saves.pending };
    if (this.state.cable === "up" && !this.saves.pending) {
      for (const { path, newPath } of this.renames.splice(0)) this.subscription.perform("rename_file", { path, new_path: newPath, editor: this.editor });
    }
    const status = statusOf(this.state);
    const took = status === "updated" && this.took !== null ? ` in ${Math.round(this.took)} ms` : "";
    this.statusTarget.dataset.hmrStatus = status;
    this.statusTarget.textContent = LABELS[status] + took;
    this.showProblem();
  }

  private showProblem(): void {
    const [first] = this.diagnostics;
    const text = first ? `${first.file}:${first.line}:${first.column}  ${first.message}` : this.state.failure;
    this.diagnosticTarget.hidden = !text;
    this.diagnosticTarget.textContent = text ?? "";
  }
}
