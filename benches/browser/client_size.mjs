// client_size.mjs: how large the scripts of the client are, as `hotframe-preview` serves them (minified by the core), and compressed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HotframeHost } from "../../tests/browser/support/preview/hotframe_host.mjs";
import { PACKAGES } from "../../tests/browser/support/preview/packages.mjs";

const path = mkdtempSync(join(tmpdir(), "hotframe-size-"));
writeFileSync(join(path, "index.html"), "<!doctype html><p></p>");
const host = new HotframeHost({ path }, PACKAGES.current);
await host.start();
const [, digest] = /@hotframe\/client\/([a-z2-7]+)/.exec(await (await fetch(host.url, { headers: { accept: "text/html" } })).text());

async function measure(name, file) {
  const response = await fetch(`${host.url}@hotframe/client/${digest}${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const text = Buffer.from(await response.arrayBuffer());
  console.log(`${name.padEnd(34)}${String(text.length).padStart(8)} bytes${String(gzipSync(text, { level: 9 }).length).padStart(8)} gzip`);
}

try {
  await measure("every page", ".js");
  await measure("  pages with React: and", ".react.js");
  for (const way of ["cable", "parent", "socket"]) await measure(`  pages that use the ${way}: and`, `.${way}.js`);
  for (const part of ["problems", "badge", "console"]) await measure(`  when needed: ${part}`, `.${part}.js`);
} finally {
  await host.stop();
  rmSync(path, { recursive: true });
}
