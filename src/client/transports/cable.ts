import type { ServerMessage } from "../wire";
import { Line } from "./line";
import type { Connect } from "./transport";

/** The server pings every three seconds. */
const STALE = 6_000;
/** A lost message is noticed within so many quarters of that. */
const BEAT = 4;

interface Frame {
  type?: "welcome" | "ping" | "confirm_subscription" | "reject_subscription" | "disconnect";
  identifier?: string;
  message?: ServerMessage;
  reconnect?: boolean;
  reason?: string;
}

export interface CableOptions {
  url: string;
  identifier?: string | null;
  token?: string | null;
}

/** What the subscription is known by: the host's own text, with the token that proves what it allows. */
export function identify({ identifier, token }: CableOptions, app: string): string {
  const fields: Record<string, unknown> = identifier ? JSON.parse(identifier) : { channel: "Hotframe::PreviewChannel", app_id: app };
  return token ? JSON.stringify({ ...fields, token }) : (identifier ?? JSON.stringify(fields));
}

/** ActionCable's own protocol, `actioncable-v1-json`, for one subscription. */
export const cable =
  (options: CableOptions, app: string): Connect =>
  (handlers) => {
    const identifier = identify(options, app);
    let heard = 0;
    let subscribed = false;
    const send = (message: object) =>
      subscribed && line.send({ command: "message", identifier, data: JSON.stringify({ ...message, action: (message as { type: string }).type }) });
    const handle = (frame: Frame) => {
      heard = Date.now();
      switch (frame.type) {
        case "welcome":
          line.settle();
          line.send({ command: "subscribe", identifier });
          break;
        case "confirm_subscription":
          if (frame.identifier !== identifier) break;
          subscribed = true;
          send(handlers.hello());
          handlers.open();
          break;
        case "reject_subscription":
          if (frame.identifier !== identifier) break;
          line.stop();
          handlers.refused("the subscription was rejected");
          break;
        case "disconnect":
          if (frame.reconnect === false) {
            line.stop();
            handlers.refused(frame.reason ?? "the server closed the connection");
          } else {
            line.lose();
          }
          break;
        case undefined:
          if (frame.identifier === identifier && frame.message) handlers.message(frame.message);
      }
    };
    const line = new Line(options.url, ["actioncable-v1-json", "actioncable-unsupported"], {
      open: () => void (heard = Date.now()),
      text(text) {
        let frame: Frame;
        try {
          frame = JSON.parse(text) as Frame;
        } catch {
          return;
        }
        handle(frame);
      },
      close() {
        subscribed = false;
        heard = 0;
        handlers.close();
      },
    });
    let ticks = 0;
    setInterval(() => {
      // A half-open connection never closes by itself.
      if (heard && Date.now() - heard > STALE) line.renew();
      // The cable's own pings say nothing about the app, and it delivers at most once: the answer to this tells where the host is.
      else if (subscribed && ++ticks % BEAT === 0) send(handlers.hello());
    }, STALE / 4);
    return {
      send,
      wake() {
        if (heard && Date.now() - heard > STALE) line.renew();
        else line.wake();
      },
      renew: () => line.renew(),
    };
  };
