// A page and its host without a browser: files are compiled by swc to the factories that the core makes, the host makes the messages
// that the core sends, and the page notes what happens to it.
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { transformSync } from "@swc/core";
import { modules } from "./load.mjs";

const { Client, ReactComponents } = modules;
const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

const SYSTEM = /^System\.register\((\[[^\]]*\]), function\(_export, _context\) \{/;

const compiled = new Map();

/** One file as the core would put it on the wire. */
export function compile(id, source) {
  const key = `${id}\n${source}`;
  if (!compiled.has(key)) compiled.set(key, compileAnew(id, source));
  return compiled.get(key);
}

function compileAnew(id, source) {
  let factory;
  const imports = [];
  if (/\.(css)$/.test(id)) {
    const classes = /\.module\.css$/.test(id) && Object.fromEntries([...source.matchAll(/\.([a-z]\w*)/g)].map(([, name]) => [name, `${name}_${hash(id)}`]));
    const exports = classes ? `var c=${JSON.stringify(classes)};_export(c);_export("default",c)` : "";
    factory = `[],function(_export,_context){return{setters:[],execute:function(){_context.css(${JSON.stringify(source)});${exports}}}}`;
  } else {
    const { code } = transformSync(source, {
      // swc leaves React Refresh out of `.ts` files; the core does not.
      filename: id.replace(/\.ts$/, ".tsx"),
      jsc: { parser: /\.tsx?$/.test(id) ? { syntax: "typescript", tsx: true } : { syntax: "ecmascript", jsx: true }, target: "es2022", transform: { react: { runtime: "automatic", development: true, refresh: true } } },
      module: { type: "systemjs" },
    });
    factory = code.replace(SYSTEM, "$1, function(_export, _context, $RefreshReg$, $RefreshSig$, $HotKeep$) {").replace(/\);\s*$/, "");
    for (const [, specifier] of code.matchAll(/_context\.import\(["']([^"']+)["']\)/g)) imports.push({ specifier, dynamic: true });
    for (const specifier of JSON.parse(SYSTEM.exec(code)[1])) imports.push({ specifier, dynamic: false });
  }
  const digest = hash(id + factory);
  return { id, digest, imports, kind: id.endsWith(".css") ? "css" : "script", code: `hotframe.define(${JSON.stringify(id)},"${digest}",${factory});\n` };
}

/** The host: files in, messages out. */
export class Host {
  constructor(files, { entries = ["src/main.js"] } = {}) {
    this.files = { ...files };
    this.entries = entries;
    this.clock = 1_000;
    this.graph = this.build();
  }

  resolve(importer, specifier) {
    if (!specifier.startsWith(".")) return `npm:${specifier}`;
    const base = posix.join(posix.dirname(importer), specifier);
    const found = ["", ".tsx", ".ts", ".js", ".css", "/index.js"].map((extension) => base + extension).find((path) => path in this.files);
    if (!found) throw new Error(`${importer} imports ${specifier}, which does not exist`);
    return found;
  }

  build() {
    const nodes = new Map();
    const order = [];
    const visit = (id) => {
      if (nodes.has(id)) return;
      const module = compile(id, this.files[id]);
      const row = Object.fromEntries(module.imports.map(({ specifier }) => [specifier, this.resolve(id, specifier)]));
      nodes.set(id, { module, row });
      for (const dynamic of [false, true]) {
        for (const { specifier, ...found } of module.imports) if (found.dynamic === dynamic && !row[specifier].startsWith("npm:")) visit(row[specifier]);
        if (!dynamic) order.push(id);
      }
    };
    for (const entry of this.entries) visit(entry);
    const css = order.filter((id) => id.endsWith(".css"));
    const revision = hash(JSON.stringify([...nodes].sort().map(([id, { module, row }]) => [id, module.digest, row])));
    return { nodes, order, css, revision };
  }

  message(fields) {
    return { v: 1, app: "1", timestamp: ++this.clock, ...fields };
  }

  boot() {
    const { nodes, css, revision } = this.graph;
    return { v: 1, app: "1", base: "/", revision, page: "p", entries: this.entries, edges: Object.fromEntries([...nodes].map(([id, { row }]) => [id, row])), css, diagnostics: [], nonce: "n", transport: { kind: "none" } };
  }

  script() {
    return this.graph.order.map((id) => this.graph.nodes.get(id).module.code).join("");
  }

  /** Edits files (`null` deletes) and answers the message, as the core would: what changed, from where to where. */
  edit(changes) {
    for (const [path, text] of Object.entries(changes)) {
      if (text === null) delete this.files[path];
      else this.files[path] = text;
    }
    const old = this.graph;
    const now = (this.graph = this.build());
    const changed = now.order.filter((id) => old.nodes.get(id)?.module.digest !== now.nodes.get(id).module.digest);
    const rewired = now.order.filter((id) => !changed.includes(id) && JSON.stringify(old.nodes.get(id).row) !== JSON.stringify(now.nodes.get(id).row));
    return this.update(old.revision, changed, [...changed, ...rewired], [...old.nodes.keys()].filter((id) => !now.nodes.has(id)), Object.keys(changes));
  }

  update(from, changed, rows, removed, paths) {
    const { nodes, css, revision } = this.graph;
    return this.message({
      type: paths.length === 1 ? "hmr_update" : "hmr_batch",
      ...(paths.length === 1 && { path: paths[0] }),
      from,
      to: revision,
      paths,
      modules: changed.map((id) => {
        const { digest, kind, code } = nodes.get(id).module;
        return { id, digest, kind, code };
      }),
      edges: Object.fromEntries(rows.map((id) => [id, nodes.get(id).row])),
      removed,
      css,
      entries: this.entries,
      vendor: null,
      diagnostics: [],
    });
  }

  connected() {
    return this.message({ type: "connected", from: null, to: this.graph.revision, diagnostics: [], page: "p" });
  }

  sync({ from, have }) {
    const { nodes, order } = this.graph;
    const missing = order.filter((id) => have[id] !== nodes.get(id).module.digest);
    return this.update(from, missing, order, Object.keys(have).filter((id) => !nodes.has(id)), []);
  }
}

/** The page: a client without a DOM, and what became of it. `log` is for the app's own notes (`note(...)` in its files). */
export class Tab {
  constructor(host, { packages = {}, globals = {}, react = true } = {}) {
    this.host = host;
    this.log = [];
    this.sent = [];
    this.reloads = [];
    this.problems = { diagnostics: [], errors: [] };
    this.statuses = [];
    this.sheets = new Map();
    this.cascade = [];
    this.urls = new Map();
    this.timers = [];
    this.globals = globals;
    this.clock = 0;
    const tab = this;
    this.client = new Client({
      scripts: {
        run: (code) => tab.evaluate(code),
        async load(url) {
          const code = tab.urls.get(url);
          if (code === undefined) throw new Error(`${url} could not be loaded`);
          await null;
          tab.evaluate(code);
        },
      },
      sheets: {
        set(id, text) {
          if (text === undefined) tab.sheets.delete(id);
          else tab.sheets.set(id, text);
          this.order(tab.cascade);
        },
        order(ids) {
          tab.cascade = ids;
          const sorted = [...tab.sheets].sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b));
          tab.sheets.clear();
          for (const [id, text] of sorted) tab.sheets.set(id, text);
        },
      },
      problems: (diagnostics, errors) => (tab.problems = { diagnostics, errors }),
      status: (status) => tab.statuses.at(-1) === status || tab.statuses.push(status),
      reload: (reason) => tab.reloads.push(reason),
      log() {},
      later(ms, what) {
        const timer = { ms, what };
        tab.timers.push(timer);
        return () => (tab.timers = tab.timers.filter((other) => other !== timer));
      },
      now: () => (tab.clock += 10),
    });
    if (react) this.client.use(new ReactComponents(this.client.naming, (error) => this.client.failed(error, "runtime")));
    this.client.registry.provide(packages);
  }

  evaluate(code) {
    const define = (...parameters) => this.client.define(...parameters);
    new Function("hotframe", "note", "g", code)({ define }, (...what) => this.log.push(what.join(" ")), this.globals);
  }

  start(boot = this.host.boot(), script = this.host.script(), cause) {
    this.evaluate(script);
    this.client.start(boot, (handlers) => {
      this.handlers = handlers;
      queueMicrotask(() => handlers.open());
      return {
        send: (message) => {
          this.sent.push(message);
          return true;
        },
        wake() {},
        renew: () => this.sent.push({ type: "renewed" }),
      };
    }, cause);
    return this;
  }

  receive(message) {
    return this.client.receive(message);
  }

  /** Edits files on the host, and shows the page what it says. */
  async edit(changes) {
    await this.receive(this.host.edit(changes));
    return this;
  }

  takeLog() {
    return this.log.splice(0);
  }

  exports(id) {
    const module = this.client.registry.modules.get(id);
    return module && { ...module.namespace };
  }

  last(type) {
    return this.sent.filter((message) => message.type === type).at(-1);
  }

  get live() {
    return this.reloads.length === 0;
  }
}

export const open = (files, options) => new Tab(new Host(files, options), options).start();
