/** A script of its own, loaded with the first problem: the overlay, and what turns stack traces into places in the app's files. */
import { Overlay } from "./overlay";
import { point, stacksAt } from "./pointing";
import { explain } from "./stack";
import type { PartHost, Problems } from "../parts";
import type { ReportedError } from "../wire";

globalThis.hotframe.plug("problems", (host: PartHost): Problems => {
  const overlay = new Overlay(host);
  const explained = (error: ReportedError) => explain(error, { base: host.base, load: (address) => host.map(address) });
  return {
    show: (diagnostics, errors) => overlay.show(diagnostics, errors),
    explain: explained,
    point: (node, stackOf) => point(stacksAt(node, stackOf), explained, host.send),
  };
});
