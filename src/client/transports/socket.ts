import type { ServerMessage } from "../wire";
import { Line } from "./line";
import type { Connect } from "./transport";

/** A host says where it is every five seconds. */
const SILENCE = 12_000;
const LOOK = 4_000;

/** A plain WebSocket: one JSON object per message, the host's `connected` first. */
export const socket =
  (url: string): Connect =>
  (handlers) => {
    let heard = 0;
    const line = new Line(url, [], {
      open() {
        heard = Date.now();
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
        heard = Date.now();
        handlers.message(message);
      },
      close() {
        heard = 0;
        handlers.close();
      },
    });
    // A half-open connection never closes by itself.
    setInterval(() => heard && Date.now() - heard > SILENCE && handlers.silent(), LOOK);
    return { send: (message) => line.send(message), wake: () => line.wake(), renew: () => line.renew() };
  };
