/** A script of its own, loaded with the first problem: the overlay, and what turns stack traces into places in the app's files. */
import type { SourceMap } from "./mappings";
import { Overlay } from "./overlay";
import { point, stacksAt } from "./pointing";
import { explain } from "./stack";
import type { PartHost, Problems } from "../parts";
import type { ReportedError } from "../wire";

/** Maps are scripts that call `hotframe.map`: they can be loaded where `fetch` cannot. */
const maps = new Map<string, SourceMap>();
globalThis.hotframe.map = (name, map) => void maps.set(name, map);

globalThis.hotframe.plug("problems", (host: PartHost): Problems => {
  const overlay = new Overlay(host);
  const load = async (address: string) => {
    const name = /([^/.]+)[^/]*$/.exec(address)?.[1] ?? "";
    await host.load(address);
    const map = maps.get(name);
    maps.delete(name);
    if (!map) throw new Error(`there is no map at ${address}`);
    return map;
  };
  const explained = (error: ReportedError) => explain(error, { base: host.base, load });
  return {
    show: (diagnostics, errors) => overlay.show(diagnostics, errors),
    explain: explained,
    point: (node, stackOf) => point(stacksAt(node, stackOf), explained, host.send),
  };
});
