import type { TransportOptions } from "../wire";
import { cable } from "./cable";
import { none } from "./none";
import { parent } from "./parent";
import { socket } from "./socket";
import type { Connect } from "./transport";

export function connectBy(options: TransportOptions, app: string): Connect {
  switch (options.kind) {
    case "parent":
      return parent(options.origin);
    case "socket":
      return socket(options.url);
    case "cable":
      return cable(options, app);
    default:
      return none;
  }
}
