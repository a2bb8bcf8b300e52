import { Controller } from "@hotwired/stimulus";
import { DocumentQueue, type DocumentWrite } from "../document_queue";
import { isError, isPuckSaved, isSaved, type PreviewMessage, type ServerMessage } from "../messages";
import { PreviewPort } from "../preview_port";
import { VisualPort, type VisualMessage } from "../visual_port";

/** The file that the visual editor writes. */
const PAGE = "src/puck/Page.tsx";
/** Edits of the code are read when they have stopped for this long, in milliseconds. */
const QUIET = 150;

interface Reading {
  data: unknown;
  seen: string | null;
  problems: string[];
}

/** Puck in a frame: what is drawn there becomes code, and what is written in the code is shown there. */
export default class VisualController extends Controller<HTMLElement> {
  static targets = ["iframe", "mode", "notice", "reason", "choice", "deploy"];
  static values = { app: String, origin: String, api: String };

  declare readonly iframeTarget: HTMLIFrameElement;
  declare readonly modeTargets: HTMLElement[];
  declare readonly noticeTarget: HTMLElement;
  declare readonly reasonTarget: HTMLElement;
  declare readonly choiceTargets: HTMLElement[];
  /** The button that deploys the app, where there is one. */
  declare readonly hasDeployTarget: boolean;
  declare readonly deployTarget: HTMLButtonElement;
  declare readonly appValue: string;
  declare readonly originValue: string;
  declare readonly apiValue: string;

  private readonly editor = crypto.randomUUID();
  private readonly saves = new DocumentQueue((write) => this.save(write));
  private port!: VisualPort;
  private updates!: PreviewPort;
  private codeTimer = 0;
  private pageTimer = 0;
  /** "Publish" was chosen, and waits until what is published is saved. */
  private publishing = false;

  connect(): void {
    this.port = new VisualPort(this.iframeTarget, this.originValue, { ready: () => void this.takeCode(), message: (message) => this.drawn(message) });
    // The frame's page is compiled and kept live as a preview is.
    this.updates = new PreviewPort(this.iframeTarget, this.originValue, this.appValue, {
      ready: () => void this.askRevision(),
      message: (message) => void this.fromPage(message),
    });
    this.port.listen();
    this.updates.listen();
  }

  disconnect(): void {
    clearTimeout(this.codeTimer);
    clearTimeout(this.pageTimer);
    this.port.close();
    this.updates.close();
  }

  // Actions

  choose({ currentTarget }: Event): void {
    const mode = (currentTarget as HTMLElement).dataset.mode ?? "code";
    this.element.dataset.mode = mode;
    for (const button of this.modeTargets) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    if (mode === "visual" && !this.opened) void this.open();
  }

  /** Shows what the code says, and forgets what could not be saved over it. */
  async takeCode(): Promise<void> {
    const reading = await this.read();
    if (!reading) return;
    this.saves.drop();
    // What cannot be shown was not seen: drawing over it is a conflict.
    if (!reading.data) return this.explain(codeOnly(reading));
    this.saves.seen = reading.seen;
    this.port.show(reading.data);
    this.explain(null);
  }

  /** Writes what was drawn over what the code says. */
  async keepMine(): Promise<void> {
    const reading = await this.read();
    if (!reading) return;
    this.explain(null);
    this.saves.again(reading.seen);
  }

  /** What the server says to everybody who edits this app. */
  heard({ detail: message }: CustomEvent<ServerMessage>): void {
    if (isPuckSaved(message)) this.saved(message.seq, message.seen);
    else if (isError(message)) this.refused(message.seq, message.code, message.error);
    else if (!this.opened) return;
    else if (isSaved(message) && message.editor !== this.editor) {
      if (message.path === PAGE) this.readSoon();
      else this.askSoon();
    } else if (message.type === "components_changed") this.askSoon();
  }

  /** The connection was away, and so were answers and messages. */
  resumed(): void {
    this.saves.again();
    if (!this.opened) return;
    this.askSoon();
    if (!this.saves.pending) this.readSoon();
  }

  // The code

  private readSoon(): void {
    clearTimeout(this.codeTimer);
    this.codeTimer = window.setTimeout(() => void this.readCode(), QUIET);
  }

  /** What is not saved yet stays: the server will say that the code has changed, and then somebody has to decide. */
  private async readCode(): Promise<void> {
    if (!this.saves.pending) await this.takeCode();
  }

  private save({ json, seen, seq }: DocumentWrite): void {
    this.dispatch("perform", { detail: { action: "save_puck_changes", data: JSON.parse(json), seen, seq, editor: this.editor } });
  }

  private saved(seq: number | null, seen: string | null): void {
    this.saves.saved(seq, seen);
    if (this.saves.pending || !this.publishing) return;
    this.publishing = false;
    this.dispatch("publish");
    if (this.hasDeployTarget) this.deployTarget.click();
    else this.explain("Saved. There is nothing here that deploys.");
  }

  private refused(seq: number | null, code: string, error: string): void {
    if (!this.saves.refused(seq)) return;
    this.publishing = false;
    this.explain(code === "puck_conflict" ? "The code was edited meanwhile. What was drawn here is not saved." : error);
  }

  private explain(reason: string | null): void {
    this.noticeTarget.hidden = reason === null;
    this.reasonTarget.textContent = reason ?? "";
    for (const choice of this.choiceTargets) choice.hidden = !this.saves.pending;
  }

  // The frame

  private get opened(): boolean {
    return this.iframeTarget.src !== "";
  }

  private async open(): Promise<void> {
    const answer = await this.ask<{ src: string }>("/address");
    if (answer) this.iframeTarget.src = answer.src;
  }

  private drawn(message: VisualMessage): void {
    if (message.type === "shown") {
      this.iframeTarget.dataset.shown = "";
      return;
    }
    if (!isDocument(message.json)) return;
    this.publishing ||= message.type === "published";
    this.saves.put(message.json);
  }

  private askSoon(): void {
    clearTimeout(this.pageTimer);
    this.pageTimer = window.setTimeout(() => void this.askRevision(), QUIET);
  }

  private async askRevision(): Promise<void> {
    const connected = await this.ask<ServerMessage>("/revision");
    if (connected) this.updates.post(connected);
  }

  private async fromPage({ type, from, have, page }: PreviewMessage): Promise<void> {
    if (type !== "sync") return;
    const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
    const body = JSON.stringify({ from: from ?? null, have: have ?? {}, page: page ?? null });
    const answer = await this.ask<ServerMessage>("/sync", { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRF-Token": token } });
    if (answer) this.updates.post(answer);
  }

  private read(): Promise<Reading | null> {
    return this.ask<Reading>("");
  }

  private async ask<Answer>(path: string, init?: RequestInit): Promise<Answer | null> {
    const response = await fetch(this.apiValue + path, init).catch(() => null);
    return response?.ok ? ((await response.json()) as Answer) : null;
  }
}

/** The frame's page is the app's own code, and may say anything. */
function isDocument(json: unknown): json is string {
  try {
    const data: unknown = typeof json === "string" && JSON.parse(json);
    return typeof data === "object" && data !== null && !Array.isArray(data);
  } catch {
    return false;
  }
}

const codeOnly = ({ problems: [first] }: Reading): string => `The code holds more than can be drawn, so this is not what it says. ${first ?? ""}`;
