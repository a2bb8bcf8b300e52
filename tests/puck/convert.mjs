// The converter, as its example program runs it.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

function program() {
  const target = process.env.CARGO_TARGET_DIR ?? `${root}/target`;
  const path = `${target.startsWith("/") ? target : `${root}/${target}`}/${process.env.PROFILE ?? "release-fast"}/examples/puck`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run the tests with make test-puck`);
  return path;
}

/** Converts each request `{data, schema?, options?, existing?}`; `data` and `schema` may be values. */
export function convert(requests) {
  const text = (value) => (value === undefined || typeof value === "string" ? value : JSON.stringify(value));
  const lines = requests.map((request) => JSON.stringify({ ...request, data: text(request.data), schema: text(request.schema) }));
  const done = spawnSync(program(), { input: lines.join("\n"), encoding: "utf8", maxBuffer: 2 ** 31 - 1 });
  if (done.status !== 0) throw new Error(`the converter ended with ${done.status ?? done.signal}: ${done.stderr}`);
  return done.stdout.trim().split("\n").map((line) => JSON.parse(line));
}
