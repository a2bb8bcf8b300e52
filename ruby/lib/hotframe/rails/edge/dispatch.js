// Hands each request to the app whose host it came to. The same text for every account: what differs is in its bindings.

const plain = (status, text) => new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The script of a host: one label below the apps' domain, or what the store says of a host that an app brought along. */
async function scriptOf(host, env) {
  const suffix = `.${env.APPS_DOMAIN}`;
  if (host.endsWith(suffix)) {
    const name = host.slice(0, -suffix.length);
    return NAME.test(name) ? name : undefined;
  }
  const name = env.HOSTS && (await env.HOSTS.get(`host:${host}`));
  return name && NAME.test(name) ? name : undefined;
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const script = await scriptOf(url.hostname.toLowerCase(), env);
    if (!script) return plain(404, "there is no app at this address");
    // Which version answers is ours to say, not the visitor's.
    const inner = new Request(request);
    inner.headers.delete("cloudflare-workers-version-overrides");
    try {
      const limits = env.LIMITS ? { limits: JSON.parse(env.LIMITS) } : {};
      return await env.DISPATCHER.get(script, {}, limits).fetch(inner);
    } catch (problem) {
      const said = String(problem?.message ?? problem);
      if (said.startsWith("Worker not found")) return plain(404, "there is no app at this address");
      if (said.includes("CPU time limit")) return plain(429, "the app took too much time");
      return plain(502, "the app failed");
    }
  },
};
