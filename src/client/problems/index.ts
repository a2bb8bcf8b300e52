/** A script of its own, loaded with the first problem: the overlay, and what turns stack traces into places in the app's files. */
import { Overlay } from "./overlay";
import { explain } from "./stack";
import type { PartHost, Problems } from "../parts";

globalThis.hotframe.plug("problems", (host: PartHost): Problems => {
  const overlay = new Overlay(host);
  return {
    show: (diagnostics, errors) => overlay.show(diagnostics, errors),
    explain: (error) => explain(error, { base: host.base, load: (address) => host.map(address) }),
  };
});
