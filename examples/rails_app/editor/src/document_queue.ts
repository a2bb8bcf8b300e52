/** A document on its way to the server. */
export interface DocumentWrite {
  json: string;
  /** Names the page that the document was made from. */
  seen: string | null;
  /** Below zero: the writes of files count upwards. */
  seq: number;
}

/** Documents of the visual editor on their way: one at a time, and only the newest, since each says which page it was made from. */
export class DocumentQueue {
  /** Names the page that the visual editor knows. */
  seen: string | null = null;
  private waiting: string | null = null;
  private flight: DocumentWrite | null = null;
  private seq = 0;

  constructor(private readonly send: (write: DocumentWrite) => void) {}

  get pending(): boolean {
    return this.flight !== null || this.waiting !== null;
  }

  put(json: string): void {
    this.waiting = json;
    this.pump();
  }

  /** The server has written the document. */
  saved(seq: number | null, seen: string | null): void {
    if (this.flight?.seq !== seq) return;
    this.flight = null;
    this.seen = seen;
    this.pump();
  }

  /** The server has not: what was drawn waits for somebody to decide. Returns whether this was ours. */
  refused(seq: number | null): boolean {
    if (this.flight?.seq !== seq) return false;
    this.waiting ??= this.flight.json;
    this.flight = null;
    return true;
  }

  /** Sends what was refused, or lost with the connection, over the page of that name. */
  again(seen: string | null = this.seen): void {
    this.seen = seen;
    if (this.flight) this.waiting ??= this.flight.json;
    this.flight = null;
    this.pump();
  }

  /** Gives up what was not saved. */
  drop(): void {
    this.waiting = null;
    this.flight = null;
  }

  private pump(): void {
    if (this.flight || this.waiting === null) return;
    this.flight = { json: this.waiting, seen: this.seen, seq: --this.seq };
    this.waiting = null;
    this.send(this.flight);
  }
}
