import type { Data } from "@puckeditor/core";

/** What the editor's page says to this frame, and this frame to it, over one `MessagePort`. */
type Incoming = { type: "document"; data: Data };
type Outgoing = { type: "changed" | "published"; json: string } | { type: "shown" };

const HELLO = "visual_ready";

/** The line to the editor's page, which alone may speak to this frame. */
export class EditorLink {
  private port: MessagePort | null = null;
  private readonly listeners = new Set<(data: Data) => void>();

  constructor(private readonly origin: string) {
    window.addEventListener("message", this.answered);
    if (window.parent !== window && origin) window.parent.postMessage({ type: HELLO }, origin);
  }

  /** Hears every document that comes from the code. */
  listen(listener: (data: Data) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  say(message: Outgoing): void {
    this.port?.postMessage(message);
  }

  private answered = ({ source, origin, data, ports }: MessageEvent): void => {
    const [port] = ports;
    if (source !== window.parent || origin !== this.origin || data?.type !== "visual_port" || !port) return;
    this.port?.close();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<Incoming>) => {
      if (data.type === "document") for (const listener of this.listeners) listener(data.data);
    };
  };
}
