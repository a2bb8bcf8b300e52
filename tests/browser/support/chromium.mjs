// Debian's Chromium with a fresh profile, asked not to talk to anybody but us.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CANDIDATES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=LocalNetworkAccessChecks"];

/** `more`: further flags. */
export function launchChromium(...more) {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium found: run `make setup`, or set CHROMIUM to its path");
  return chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...more] });
}
