import type { PreviewMessage, ServerMessage } from "./messages";

interface Handlers {
  /** A page has loaded in the frame, and has a port now. */
  ready: (revision: string | null) => void;
  message: (message: PreviewMessage) => void;
}

/**
 * The line to the preview in the frame. Its page introduces itself with `hmr_ready`; when window and origin are exactly the expected ones it gets
 * a `MessagePort`, over which everything else travels. A page that loads anew gets a new port.
 */
export class PreviewPort {
  private port: MessagePort | null = null;

  constructor(
    private readonly iframe: HTMLIFrameElement,
    private readonly origin: string,
    private readonly app: string,
    private readonly handlers: Handlers,
  ) {}

  get open(): boolean {
    return this.port !== null;
  }

  listen(): void {
    window.addEventListener("message", this.introduce);
  }

  close(): void {
    window.removeEventListener("message", this.introduce);
    this.hangUp();
  }

  hangUp(): void {
    this.port?.close();
    this.port = null;
  }

  post(message: ServerMessage): void {
    this.port?.postMessage(message);
  }

  private introduce = (event: MessageEvent): void => {
    const frame = this.iframe.contentWindow;
    if (!frame || event.source !== frame || event.origin !== this.origin) return;
    const hello = event.data as PreviewMessage | null;
    if (hello?.type !== "hmr_ready") return;

    this.hangUp();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.handlers.message(data as PreviewMessage);
    frame.postMessage({ type: "hotframe:port", v: 1, app: this.app }, this.origin, [port2]);
    this.handlers.ready(hello.revision ?? null);
  };
}
