// The edge, on loopback: finds out what a host's requests go to, loads that version of that script, and gives it its bindings.
import { WorkerEntrypoint } from "cloudflare:workers";

const SCRIPT = "x-edge-mock-script";
const json = async (env, path) => {
  const answer = await env.STORE.fetch(`http://store/store/${path}`);
  return answer.ok ? answer.json() : undefined;
};

/** The files of one version. */
export class Assets extends WorkerEntrypoint {
  fetch(request) {
    return this.env.STORE.fetch(`http://store/store/assets/${this.ctx.props.version}${new URL(request.url).pathname}`);
  }
}

/** A key-value namespace, as far as deployments use it. */
export class Values extends WorkerEntrypoint {
  async get(key, options) {
    const answer = await this.env.STORE.fetch(`http://store/store/values/${this.ctx.props.namespace}/${encodeURIComponent(key)}`);
    if (!answer.ok) return null;
    const type = typeof options === "string" ? options : options?.type;
    return type === "json" ? answer.json() : type === "arrayBuffer" ? answer.arrayBuffer() : answer.text();
  }
}

/** A dispatch namespace: the script is named by a header that nobody outside can set. */
export class Namespace extends WorkerEntrypoint {
  async fetch(request) {
    const found = await json(this.env, `current/${encodeURIComponent(request.headers.get(SCRIPT))}`);
    if (!found) throw new Error("Worker not found.");
    const inner = new Request(request);
    inner.headers.delete(SCRIPT);
    return load(found.version, this.env, this.ctx).getEntrypoint().fetch(inner);
  }
}

/** What a runtime says of a version when it is loaded. */
export class Check extends WorkerEntrypoint {
  async fetch(request) {
    const version = new URL(request.url).pathname.slice(1);
    const entry = (main) => `import ${JSON.stringify(`./${main}`)}; export default { fetch: () => new Response("ok") };`;
    try {
      return await load(version, this.env, this.ctx, "check", entry).getEntrypoint().fetch("http://check/");
    } catch (problem) {
      return new Response(String(problem?.stack ?? problem), { status: 400 });
    }
  }
}

export default {
  async fetch(request, env, ctx) {
    const found = await json(env, `front/${new URL(request.url).hostname}`);
    if (!found) return new Response("no Worker has this host\n", { status: 404 });
    return load(found.version, env, ctx).getEntrypoint().fetch(request);
  },
};

/** A dispatch namespace is an object with `get`; bindings that travel to a loaded Worker are services, so it is made there. */
const dispatching = (main, names) => `import user from ${JSON.stringify(`./${main}`)};
const namespace = (service) => ({ get: (name) => ({ fetch(request) {
  const inner = new Request(request);
  inner.headers.set(${JSON.stringify(SCRIPT)}, name);
  return service.fetch(inner);
} }) });
export default { fetch(request, env, ctx) {
  const own = { ...env };
  for (const name of ${JSON.stringify(names)}) own[name] = namespace(env[name]);
  return user.fetch(request, own, ctx);
} };`;

function load(version, env, ctx, purpose = "serve", wrap = undefined) {
  return env.LOADER.get(`${purpose}-${version}`, async () => {
    const script = await json(env, `versions/${version}`);
    const modules = {};
    for (const { name, type, text, data } of script.modules) {
      if (type === "application/javascript+module") modules[name] = { js: text };
      else if (type === "text/plain") modules[name] = { text };
      else if (type !== "application/source-map") modules[name] = { data: Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)).buffer };
    }
    const own = {};
    const namespaces = [];
    for (const binding of script.bindings) {
      if (binding.type === "plain_text" || binding.type === "secret_text") own[binding.name] = binding.text;
      else if (binding.type === "json") own[binding.name] = binding.json;
      else if (binding.type === "assets") own[binding.name] = ctx.exports.Assets({ props: { version } });
      else if (binding.type === "kv_namespace") own[binding.name] = ctx.exports.Values({ props: { namespace: binding.namespace_id } });
      else if (binding.type === "dispatch_namespace") {
        own[binding.name] = ctx.exports.Namespace({ props: {} });
        namespaces.push(binding.name);
      }
    }
    let mainModule = script.main;
    const entry = wrap?.(script.main) ?? (namespaces.length ? dispatching(script.main, namespaces) : undefined);
    if (entry) {
      mainModule = "edge-mock-entry.js";
      modules[mainModule] = { js: entry };
    }
    return { compatibilityDate: script.date, mainModule, modules, env: own, globalOutbound: null };
  });
}
