import type { ServerMessage } from "../wire";
import { Line } from "./line";
import type { Connect } from "./transport";

/** A plain WebSocket: one JSON object per message, the host's `connected` first. */
export const socket =
  (url: string): Connect =>
  (handlers) => {
    const line = new Line(url, [], {
      open() {
        line.send(handlers.hello());
        handlers.open();
      },
      text(text) {
        let message: ServerMessage;
        try {
          message = JSON.parse(text) as ServerMessage;
        } catch {
          return;
        }
        line.settle();
        handlers.message(message);
      },
      close: () => handlers.close(),
    });
    return { send: (message) => line.send(message), wake: () => line.wake(), renew: () => line.renew() };
  };
