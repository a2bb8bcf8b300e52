/** A WebSocket that comes back: exponential backoff with jitter, so that a restarted host is not met by everybody at once. */

const FIRST_DELAY = 250;
const LAST_DELAY = 10_000;

export interface LineHandlers {
  open(): void;
  text(text: string): void;
  close(): void;
}

export function backoff(attempt: number, random = Math.random()): number {
  const delay = Math.min(FIRST_DELAY * 2 ** attempt, LAST_DELAY);
  return delay * (0.5 + random / 2);
}

export class Line {
  private socket: WebSocket | undefined;
  private timer = 0;
  private attempt = 0;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly protocols: string[],
    private readonly handlers: LineHandlers,
  ) {
    this.connect();
  }

  /** The host is there and speaks our language: the next loss starts with short delays again. */
  settle(): void {
    this.attempt = 0;
  }

  send(data: unknown): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(data));
    return true;
  }

  /** Tries at once, unless there is a connection. */
  wake(): void {
    if (!this.socket) this.connect();
  }

  /** Gives the connection up, whatever it says of itself, and takes a new one. */
  renew(): void {
    this.drop();
    this.connect();
  }

  /** Gives the connection up, and comes back after the usual delay. */
  lose(): void {
    this.drop();
    this.retry();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const address = new URL(this.url, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    let socket: WebSocket;
    try {
      socket = new WebSocket(address, this.protocols);
    } catch {
      return this.retry();
    }
    this.socket = socket;
    // Events of a socket that was given up mean nothing.
    const own = (react: () => void) => () => {
      if (this.socket === socket) react();
    };
    socket.onopen = own(() => this.handlers.open());
    socket.onmessage = (event) => {
      if (this.socket === socket) this.handlers.text(String(event.data));
    };
    socket.onclose = own(() => this.lose());
  }

  private drop(): void {
    const { socket } = this;
    if (!socket) return;
    this.socket = undefined;
    socket.close();
    this.handlers.close();
  }

  private retry(): void {
    if (!this.stopped) this.timer = window.setTimeout(() => this.connect(), backoff(this.attempt++));
  }
}
