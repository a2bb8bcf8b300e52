// What every deployed preview runs. It is the same text for every app: what differs is data (`files.txt`), never code.

const STATUS = "/__hotframe";
const TEXT = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

/** The handler of a Worker. `text` is the JSON that the build made; `user` is the app's own `src/worker`, if it has one. */
export function worker(text, user) {
  const site = JSON.parse(text);
  const files = new Map(site.files.map((file) => [file.path, file]));
  const decoded = new Map();
  let index = { at: 0, files: {} };

  return {
    ...user?.default,
    async fetch(request, env, context) {
      const url = new URL(request.url);
      if (url.pathname === STATUS) return secured(status(env));
      if (user?.default?.fetch && isUsers(url.pathname, request.method)) return user.default.fetch(request, env, context);
      if (request.method !== "GET" && request.method !== "HEAD") return secured(plain(405, "method not allowed", { allow: "GET, HEAD" }));
      const path = pathOf(url.pathname);
      if (path === undefined) return secured(plain(400, "bad path"));
      return secured(await answer(request, path, env));
    },
  };

  function isUsers(path, method) {
    return site.api.some((prefix) => path.startsWith(prefix)) || (method !== "GET" && method !== "HEAD");
  }

  function status(env) {
    const state = { ok: true, app: site.app, version: site.version, files: files.size, mode: site.mode, kv: Boolean(site.kv && env[site.kv]) };
    return Response.json(state, { headers: { "cache-control": "no-store" } });
  }

  async function answer(request, path, env) {
    const changed = await changes(env);
    for (const candidate of [path, `${path}.html`, path === "" ? "index.html" : `${path.replace(/\/$/, "")}/index.html`]) {
      const file = find(candidate, changed);
      if (file) return send(request, file, env, 200);
    }
    if (site.spa && wantsPage(request, path)) {
      const page = find("index.html", changed);
      if (page) return send(request, page, env, 200);
    }
    const missing = find("404.html", changed);
    return missing ? send(new Request(request, { headers: {} }), missing, env, 404) : plain(404, "not found");
  }

  /** A path of the router rather than a file that is not there. */
  function wantsPage(request, path) {
    const last = path.slice(path.lastIndexOf("/") + 1);
    const accepts = request.headers.get("accept") ?? "*/*";
    return !last.includes(".") && !path.startsWith(site.folder) && /text\/html|\*\/\*/.test(accepts);
  }

  function find(path, changed) {
    if (Object.hasOwn(changed, path)) return changed[path] && { ...changed[path], path, kv: true };
    return files.get(path);
  }

  /** What was written to KV since the deployment: at most as old as the edge's cache lets it be. */
  async function changes(env) {
    const store = site.kv && env[site.kv];
    if (!store) return {};
    if (Date.now() - index.at > site.kvSeconds * 1000) {
      const found = await store.get(`${site.kvPrefix}index`, { type: "json" });
      index = { at: Date.now(), files: found && typeof found === "object" && found.version === site.version ? found.files ?? {} : {} };
    }
    return index.files;
  }

  async function send(request, file, env, code) {
    const headers = new Headers({
      "content-type": file.type,
      etag: `"${file.etag}"`,
      "cache-control": code !== 200 ? "no-store" : file.immutable ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate",
      "accept-ranges": "bytes",
    });
    if (matches(request.headers.get("if-none-match"), file.etag)) return new Response(null, { status: 304, headers });
    let range = request.method === "GET" && code === 200 ? request.headers.get("range") : null;
    const condition = request.headers.get("if-range");
    if (condition && condition !== `"${file.etag}"`) range = null;
    if (request.method === "HEAD") {
      headers.set("content-length", String(file.size));
      return new Response(null, { status: code, headers });
    }
    const body = await load(file, env, request.url);
    if (body === undefined) return plain(502, "the file could not be read");
    const part = range && parse(range, file.size);
    if (part === "bad") {
      headers.set("content-range", `bytes */${file.size}`);
      return new Response(null, { status: 416, headers });
    }
    if (part) {
      headers.set("content-range", `bytes ${part[0]}-${part[1]}/${file.size}`);
      const bytes = body instanceof Uint8Array ? body : new Uint8Array(await new Response(body).arrayBuffer());
      return new Response(bytes.slice(part[0], part[1] + 1), { status: 206, headers });
    }
    headers.set("content-length", String(file.size));
    return new Response(body, { status: code, headers });
  }

  async function load(file, env, address) {
    if (file.kv) return (await env[site.kv].get(site.kvPrefix + file.path, { type: "arrayBuffer" })) ?? undefined;
    if (site.mode === "assets") {
      const target = new URL("/" + file.path.split("/").map(encodeURIComponent).join("/"), address);
      const found = await env.ASSETS.fetch(new Request(target));
      return found.ok ? found.body : undefined;
    }
    if (!decoded.has(file.path)) decoded.set(file.path, Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0)));
    return decoded.get(file.path);
  }

  function secured(response) {
    for (const [name, value] of Object.entries(site.headers)) if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  }
}

/** The path below the root, decoded; `undefined` for what no file can have. */
function pathOf(pathname) {
  try {
    const path = decodeURIComponent(pathname).slice(1);
    return path.includes("\0") || path.split("/").includes("..") ? undefined : path;
  } catch {
    return undefined;
  }
}

function plain(status, text, headers = {}) {
  return new Response(`${text}\n`, { status, headers: { ...TEXT, ...headers } });
}

function matches(header, etag) {
  if (!header) return false;
  return header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === `"${etag}"`);
}

/** One range of bytes; several are answered with the whole file, as HTTP allows. */
function parse(header, size) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const start = found[1] === "" ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const end = found[1] === "" || found[2] === "" ? size - 1 : Math.min(Number(found[2]), size - 1);
  return start > end || start >= size ? "bad" : [start, end];
}
