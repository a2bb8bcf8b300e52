/** A script of its own, for pages with the option `console`: what the app logs is told to the host as well. */
import { sentence } from "./serialise";
import type { PartHost } from "../parts";
import type { ConsoleEntry } from "../wire";

const LEVELS = ["debug", "log", "info", "warn", "error"] as const;
/** Said together, and no more than so much of it: some cables take 64 KB at once. */
const PAUSE = 100;
const MOST = 12;
/** What nobody can take yet. */
const KEPT = 200;

globalThis.hotframe.plug("console", (host: PartHost) => {
  let entries: ConsoleEntry[] = [];
  let dropped = 0;
  let timer = 0;
  const flush = () => {
    timer = 0;
    if (!entries.length) return;
    const part = entries.slice(0, MOST);
    if (host.send({ type: "hmr_console", entries: part, dropped })) {
      entries = entries.slice(MOST);
      dropped = 0;
    }
    if (entries.length) timer = window.setTimeout(flush, PAUSE * 5);
  };
  for (const level of LEVELS) {
    const say = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      say(...values);
      if (typeof values[0] === "string" && values[0].startsWith("[hotframe]")) return;
      if (entries.length < KEPT) entries.push({ level, text: sentence(values), timestamp: Date.now() });
      else dropped++;
      timer ||= window.setTimeout(flush, PAUSE);
    };
  }
});
