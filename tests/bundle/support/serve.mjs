// A folder of built apps on one address: `/name/` is the root of each. As a static host does it: files, and index.html for what is none.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves `folder` on a free port; each app has an origin of its own: `<name>.localhost`. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const name = request.headers.host.split(".localhost")[0];
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    for (const candidate of [path, "/index.html"]) {
      const content = await readFile(join(folder, name, candidate)).catch(() => undefined);
      if (!content || (candidate !== path && extname(path))) continue;
      response.writeHead(200, { "content-type": TYPES[extname(candidate)] ?? "application/octet-stream" });
      return response.end(content);
    }
    response.writeHead(404).end("not found");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: (name) => `http://${name}.localhost:${server.address().port}/`, close: () => server.close() };
}
