/** What the frame's page says: that it shows something, and what was drawn there. */
export type VisualMessage = { type: "shown" } | { type: "changed" | "published"; json: string };

/**
 * The line to the visual editor in its frame. The page there is the app's own code: it gets a port when window and origin are exactly the expected
 * ones, and what it says is only ever a document for this app.
 */
export class VisualPort {
  private port: MessagePort | null = null;

  constructor(
    private readonly iframe: HTMLIFrameElement,
    private readonly origin: string,
    private readonly handlers: { ready: () => void; message: (message: VisualMessage) => void },
  ) {}

  listen(): void {
    window.addEventListener("message", this.introduce);
  }

  close(): void {
    window.removeEventListener("message", this.introduce);
    this.port?.close();
    this.port = null;
  }

  show(data: unknown): void {
    this.port?.postMessage({ type: "document", data });
  }

  private introduce = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.iframe.contentWindow;
    if (!frame || source !== frame || origin !== this.origin || data?.type !== "visual_ready") return;
    this.port?.close();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.handlers.message(data as VisualMessage);
    frame.postMessage({ type: "visual_port" }, this.origin, [port2]);
    this.handlers.ready();
  };
}
