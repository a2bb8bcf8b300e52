// The edits that are measured, in Hotframe and in its peers: each changes one text of one component.
export const EDITS = [
  { app: "Counter", folder: "counter", path: "src/components/Counter.tsx", text: "You clicked", selector: "[data-testid=label]" },
  { app: "Shop", folder: "shop", path: "src/pages/Home.tsx", text: "Useful things, kept for years", selector: "[data-testid=headline]" },
];

export const WARM_UP = 10;

/** To be run in the page: notes when the element first shows each text, on a clock that all processes of the machine share. */
export function watchText(selector) {
  const seen = (window.benchSeen = {});
  const note = () => {
    const text = document.querySelector(selector)?.textContent.trim();
    if (text) seen[text] ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(note).observe(document, { childList: true, characterData: true, subtree: true });
  note();
}

/** Waits until the page has shown this text, and returns when that was. */
export async function whenSeen(page, text) {
  const handle = await page.waitForFunction((text) => window.benchSeen[text], text);
  return handle.jsonValue();
}
