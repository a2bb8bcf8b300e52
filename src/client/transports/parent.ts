import type { ServerMessage } from "../wire";
import type { Connect } from "./transport";

const FIRST_RETRY = 250;
const LAST_RETRY = 5_000;

/**
 * Through the page that embeds this one, which holds the connection: we introduce ourselves to its exact origin, and it answers with
 * a `MessagePort`. Works in `sandbox="allow-scripts"`, where there are no cookies.
 */
export const parent =
  (origin: string): Connect =>
  (handlers) => {
    let port: MessagePort | undefined;
    let timer = 0;
    const introduce = (delay: number) => {
      clearTimeout(timer);
      window.parent.postMessage(handlers.hello(), origin);
      // The embedding page may not listen yet.
      timer = window.setTimeout(() => port ?? introduce(Math.min(delay * 2, LAST_RETRY)), delay);
    };
    window.addEventListener("message", (event: MessageEvent) => {
      if (event.source !== window.parent || event.origin !== origin || event.data?.type !== "hotframe:port") return;
      const [received] = event.ports;
      if (!received) return;
      port?.close();
      port = received;
      clearTimeout(timer);
      port.onmessage = ({ data }) => handlers.message(data as ServerMessage);
      handlers.open();
    });
    introduce(FIRST_RETRY);
    return {
      send(message) {
        port?.postMessage(message);
        return !!port;
      },
      wake() {
        if (!port) introduce(FIRST_RETRY);
      },
      renew: () => introduce(FIRST_RETRY),
    };
  };
