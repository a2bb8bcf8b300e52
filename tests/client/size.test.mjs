// How large the client is, as `make test-client` prints it: minified and compressed, without and with the parts that are loaded when needed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { sources } from "./load.mjs";

/** More than this is a dependency that nobody noticed. */
const MOST = { "index.ts": 12_288, "react/index.ts": 6_500, "transports/cable.script.ts": 1_300, "transports/parent.script.ts": 700, "transports/socket.script.ts": 1_000, "problems/index.ts": 5_000, "badge/index.ts": 2_000, "console/index.ts": 2_000 };

for (const [entry, most] of Object.entries(MOST)) {
  test(`${entry} stays small`, async (context) => {
    const options = { entryPoints: [join(sources, entry)], bundle: true, minify: true, write: false, format: "iife", target: "es2022", define: { "process.env.NODE_ENV": '"development"' } };
    const [{ contents }] = (await build(options)).outputFiles;
    const size = gzipSync(contents, { level: 9 }).length;
    context.diagnostic(`${entry}: ${size} bytes min+gzip`);
    assert.ok(size <= most, `${size} bytes`);
  });
}
