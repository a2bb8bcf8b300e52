/** Stack traces in terms of the app's files. Maps are fetched when the first trace needs them: as scripts, which neither a sandbox without an origin nor `connect-src` keeps out. */
import type { ReportedError } from "../wire";
import { original, type Place, type SourceMap } from "./mappings";

/** More than this is recursion. */
const FRAMES = 50;
const AROUND = 3;

/** `name (address:1:2)` of V8, `name@address:1:2` of the others. */
const FRAME = /^(?:\s*at (?:(.*?) )?\(?|([^@\s]*)@)((?:[a-z]+:\/)?\/[^\s]+?):(\d+):(\d+)\)?$/i;

export interface Maps {
  /** Below which everything is served. */
  base: string;
  load(address: string): Promise<SourceMap>;
}

/** Where the map of a script is. `undefined`: it is none of the app's. */
export function mapOf(address: string, base: string): string | undefined {
  if (!address.startsWith(base)) return undefined;
  const rest = address.slice(base.length);
  const app = /^@hotframe\/app\/(\w+)\.js$/.exec(rest)?.[1];
  if (app) return `${base}@hotframe/app/${app}.map.js`;
  // The name of a module's script ends with the digest that its map is known by.
  const digest = (/^@hotframe\/module\/(\w+)\.js$/.exec(rest) ?? /\?(\w+)$/.exec(rest))?.[1];
  return digest ? `${base}@hotframe/map/${digest}.js` : undefined;
}

function frameOf({ content, line, column }: Place): string | undefined {
  const lines = content?.split("\n");
  if (!lines || line > lines.length) return undefined;
  const first = Math.max(1, line - AROUND + 1);
  const last = Math.min(lines.length, line + AROUND - 1);
  const width = String(last).length;
  const shown: string[] = [];
  for (let at = first; at <= last; at++) {
    shown.push(`${at === line ? ">" : " "} ${String(at).padStart(width)} | ${lines[at - 1]!.slice(0, 300)}`);
    if (at === line) shown.push(`  ${" ".repeat(width)} | ${" ".repeat(Math.min(column, 300) - 1)}^`);
  }
  return shown.join("\n");
}

/** The same error, with its trace in the app's files and the place it comes from. */
export async function explain(error: ReportedError, maps: Maps): Promise<ReportedError> {
  if (!error.stack) return error;
  const loaded = new Map<string, Promise<SourceMap | undefined>>();
  const map = (address: string) => {
    let known = loaded.get(address);
    if (!known) loaded.set(address, (known = maps.load(address).catch(() => undefined)));
    return known;
  };
  const lines = await Promise.all(
    error.stack.split("\n").slice(0, FRAMES).map(async (text) => {
      const [, plain, at, named, line, column] = FRAME.exec(text) ?? [];
      if (!named) return { text };
      const address = new URL(named, maps.base).href;
      // The registry's own frames say nothing about the app.
      if (address.startsWith(`${maps.base}@hotframe/client/`)) return undefined;
      const where = mapOf(address, maps.base);
      const found = where && (await map(where));
      const place = found && original(found, Number(line), Number(column));
      if (!place) return { text: text.replace(named, address.replace(maps.base, "").replace(/^@hotframe\/vendor\/.*/, "npm packages")) };
      const name = plain ?? at;
      const spot = `${place.file}:${place.line}:${place.column}`;
      return { text: name ? `    at ${name} (${spot})` : `    at ${spot}`, place };
    }),
  );
  const kept = lines.filter((line) => line !== undefined);
  const place = kept.find((line) => line.place)?.place;
  const frame = place && frameOf(place);
  return {
    ...error,
    stack: kept.map(({ text }) => text).join("\n"),
    ...(place && { file: place.file, line: place.line, column: place.column }),
    ...(frame && { frame }),
  };
}
