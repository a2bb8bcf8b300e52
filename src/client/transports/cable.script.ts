/** A script of its own, for pages that reach their host this way. */
import { cable } from "./cable";

globalThis.hotframe.plug("cable", () => cable);
