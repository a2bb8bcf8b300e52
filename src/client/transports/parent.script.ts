/** A script of its own, for pages that reach their host this way. */
import { parent } from "./parent";

globalThis.hotframe.plug("parent", () => ({ origin }: { origin: string }) => parent(origin));
