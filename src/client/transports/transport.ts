/** One interface for every way to the host. */
import type { ServerMessage } from "../wire";

export interface Handlers {
  /** The first words on every connection. */
  hello(): object;
  open(): void;
  message(message: ServerMessage): void;
  close(): void;
  /** The connection looks alive, but nothing came for longer than hosts are silent. */
  silent(): void;
  /** The host does not want us; there is no use in trying again. */
  refused(reason: string): void;
}

export interface Transport {
  /** False: there is no connection, and the message is lost. */
  send(message: object): boolean;
  /** The page is looked at again, or the network is back: try at once. */
  wake(): void;
  /** The connection looks alive but nobody answers. */
  renew(): void;
}

export type Connect = (handlers: Handlers) => Transport;
