/** A script of its own, for pages with React: it stands before React itself, which looks for Fast Refresh when it starts. */
import type { PartHost } from "../parts";
import { ReactComponents } from "./components";
import type { Elements } from "./elements";
import { install } from "./refresh";

install(globalThis);
globalThis.hotframe.plug("react", (host) => {
  const components = new ReactComponents(host.naming, (error) => host.failed(error));
  listen(host, components.elements);
  return components;
});

/** In an editor's preview, Alt and a click lead to the source; the app does not hear of it. */
function listen(host: PartHost, elements: Elements): void {
  addEventListener(
    "click",
    (event) => {
      const node = event.target as Element;
      // The overlay's own places are for clicks too.
      if (!event.altKey || event.button || !elements.seen || node.localName === "hotframe-overlay") return;
      event.preventDefault();
      event.stopPropagation();
      host
        .problems()
        .then((problems) => problems.point(node, elements.stackOf))
        .catch((error: unknown) => console.warn("[hotframe]", error));
    },
    true,
  );
}
