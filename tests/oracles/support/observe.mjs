// What a run shows to the outside: what it logs, what it throws, what it exports.
import { inspect } from "node:util";
import vm from "node:vm";

const METHODS = ["log", "info", "warn", "error", "debug"];
const show = (value) => inspect(value, { depth: 6, breakLength: Infinity, sorted: true, getters: true });

/** The names of a namespace and what they hold; functions and classes by what they print. */
function describe(namespace) {
  return Object.fromEntries(
    Object.keys(namespace ?? {})
      .sort()
      .map((name) => {
        try {
          return [name, show(namespace[name])];
        } catch (error) {
          return [name, `throws ${error.name}`];
        }
      }),
  );
}

/** Runs `run`, which answers a namespace, and writes down everything it does. `files`: address -> content, for workers and `readText`. */
export async function observe(run, files) {
  const lines = [];
  const kept = Object.fromEntries(METHODS.map((method) => [method, console[method]]));
  for (const method of METHODS) console[method] = (...args) => lines.push(`${method}: ${args.map((arg) => (typeof arg === "string" ? arg : show(arg))).join(" ")}`);
  const outside = environment(files);
  Object.assign(globalThis, outside);
  const failed = (error) => lines.push(`unhandled: ${told(error)}`);
  process.on("unhandledRejection", failed);
  const result = { lines };
  try {
    result.exports = describe(await run());
  } catch (error) {
    result.thrown = told(error);
  } finally {
    // What was started and not awaited: a few turns of the loop belong to the run.
    for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
    process.off("unhandledRejection", failed);
    Object.assign(console, kept);
    for (const name of Object.keys(outside)) delete globalThis[name];
  }
  return result;
}

const told = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : `not an error: ${show(error)}`);

/** What a browser has and Node has not, over the files that a build made. */
function environment(files) {
  const bytes = (address) => {
    const text = String(address);
    if (text.startsWith("data:")) {
      const [, encoding, body] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(text);
      return encoding ? Buffer.from(body, "base64") : Buffer.from(decodeURIComponent(body));
    }
    const path = text.replace(/^(https?:\/\/[^/]+|file:\/\/)/, "").replace(/[?#].*$/, "");
    const key = [path, decodeURIComponent(path)].find((key) => key in files) ?? Object.keys(files).find((key) => path.endsWith(key));
    if (key === undefined) throw new Error(`no file at ${text}`);
    return files[key];
  };
  const load = async (address) => (String(address).startsWith("blob:") ? (await import("node:buffer")).resolveObjectURL(String(address)).text() : bytes(address).toString("utf8"));

  class Worker {
    constructor(address, options) {
      this.kind = this.constructor.name;
      this.name = options?.name;
      this.inbox = [];
      this.start(address);
    }
    async start(address) {
      const outer = this;
      const scope = { console, onmessage: null, postMessage: (data) => queueMicrotask(() => outer.onmessage?.({ data })), name: this.name };
      scope.self = scope.globalThis = scope;
      scope.addEventListener = (_, listener) => (scope.onmessage = listener);
      const text = (await load(address)).replace(/^export\s*\{\s*\};?\s*$/m, "");
      vm.runInContext(text, vm.createContext(scope));
      this.scope = scope;
      for (const data of this.inbox) scope.onmessage?.({ data });
    }
    postMessage(data) {
      if (this.scope) this.scope.onmessage?.({ data });
      else this.inbox.push(data);
    }
    terminate() {}
  }
  class SharedWorker extends Worker {
    constructor(address, options) {
      super(address, options);
      this.port = this;
    }
  }
  return {
    Worker,
    SharedWorker,
    /** The text behind an address. */
    readText: (address) => bytes(address).toString("utf8"),
    fetch: async (address) => new Response(bytes(address), { headers: { "content-type": /\.wasm/.test(address) ? "application/wasm" : "text/plain" } }),
  };
}
