export interface Write {
  path: string;
  /** null deletes the file. */
  content: string | null;
  seq: number;
}

/**
 * Writes on their way to the server: one at a time, since the cable keeps no order, and only the newest text of each file. A write that was under
 * way when the connection broke is sent again.
 */
export class SaveQueue {
  private readonly waiting = new Map<string, string | null>();
  private flight: Write | null = null;
  private online = false;
  private seq = 0;

  constructor(private readonly send: (write: Write) => void) {}

  get pending(): boolean {
    return this.flight !== null || this.waiting.size > 0;
  }

  /** Whether the newest text of this file is still to be saved. */
  holds(path: string): boolean {
    return this.waiting.has(path) || this.flight?.path === path;
  }

  put(path: string, content: string | null): void {
    this.waiting.set(path, content);
    this.pump();
  }

  /** The server has answered a write, with a yes or a no. */
  settle(seq: number | null): void {
    if (this.flight?.seq !== seq) return;
    this.flight = null;
    this.pump();
  }

  resume(): void {
    this.online = true;
    this.pump();
  }

  suspend(): void {
    this.online = false;
    if (this.flight && !this.waiting.has(this.flight.path)) this.waiting.set(this.flight.path, this.flight.content);
    this.flight = null;
  }

  private pump(): void {
    if (!this.online || this.flight) return;
    const next = this.waiting.entries().next();
    if (next.done) return;
    const [path, content] = next.value;
    this.waiting.delete(path);
    this.flight = { path, content, seq: ++this.seq };
    this.send(this.flight);
  }
}
