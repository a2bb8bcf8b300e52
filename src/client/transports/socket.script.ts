/** A script of its own, for pages that reach their host this way. */
import { socket } from "./socket";

globalThis.hotframe.plug("socket", () => ({ url }: { url: string }) => socket(url));
